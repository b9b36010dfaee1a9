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

namespace gig::http {

// Named executors instead of Asio's erased ones: one strand for each connection and for the door.
using Strand = boost::asio::strand<boost::asio::io_context::executor_type>;
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Strand>;
using Acceptor = boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, Strand>;
using Timer = boost::asio::steady_timer::rebind_executor<Strand>::other;

}  // namespace gig::http
