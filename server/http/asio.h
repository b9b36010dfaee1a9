#pragma once

// The way to include Asio in this room, in its two sources alone: it is dear to compile.

#if defined(__SANITIZE_THREAD__)
// The thread sanitizer doesn't understand fences; without them Asio's own locks order all that it
// must see.
#define BOOST_ASIO_DISABLE_FENCED_BLOCK 1
#pragma GCC diagnostic ignored "-Wtsan"
#endif

#include <boost/asio/buffer.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/write.hpp>
