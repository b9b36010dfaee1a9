#pragma once

#include <boost/json.hpp>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "http/call.h"

namespace gig::http {

/// The one place where an Error becomes a status code.
int status_of(const Error& error);

/// zh-CN, also when in doubt; English where the header prefers it.
Locale locale_of(std::string_view accept_language);

/// The words of every refusal in both languages (api/problems/*.csv), read once at start.
class Problems {
public:
    /// Reads every *.csv of the folder. Throws std::runtime_error with file and line where one
    /// can't be read, a code occurs twice, or words are missing.
    explicit Problems(const std::filesystem::path& folder);

    bool knows(std::string_view code) const { return words_.contains(code); }
    std::vector<std::string> codes() const;

    /// The body of a refusal, application/problem+json. A code without words is a bug.
    std::string body(const Error& error, Locale locale, std::string_view request_id,
                     const boost::json::array& findings) const;

    /// What is wrong with one part of a body: code, detail and field, without an envelope.
    boost::json::object summary(const Error& error, Locale locale) const;

private:
    struct Words {
        std::string zh;
        std::string en;
    };

    void read(const std::filesystem::path& file);
    const std::string& words(std::string_view code, Locale locale) const;

    std::map<std::string, Words, std::less<>> words_;
};

}  // namespace gig::http
