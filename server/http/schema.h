#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace gig::http {

/// Why a value does not fit its schema, and which value: the deepest one at fault, the first of
/// those in document order.
struct Misfit {
    enum class Kind { invalid, missing, unknown, read_only };

    Kind kind = Kind::invalid;
    std::string pointer = {};  // RFC 6901.
    int depth = 0;
};

/// What the value is part of: a request may not set what is read-only.
enum class Direction { request, reply };

/// One schema of the contract, compiled. Knows the keywords that the contract may use
/// (api/README.md); any other stops the start, so that none is ignored in silence.
///
/// Our own because a general validator names neither the pointer nor the kind of a misfit, tries a
/// pattern on a text of any length (the library's regular expressions recurse once per byte: a
/// long text overflows the stack), and takes 1.0 for an integer.
class Schema {
public:
    using TypeSet = unsigned;

    /// Nothing where the value fits.
    std::optional<Misfit> misfit(const boost::json::value& value, Direction direction) const;

    TypeSet types() const { return types_; }

    static constexpr TypeSet null_type = 1;
    static constexpr TypeSet boolean_type = 2;
    static constexpr TypeSet integer_type = 4;
    static constexpr TypeSet number_type = 8;
    static constexpr TypeSet string_type = 16;
    static constexpr TypeSet array_type = 32;
    static constexpr TypeSet object_type = 64;

private:
    friend class SchemaSet;

    /// Where a value stands, as a chain on the stack: no text is made while all is well.
    struct Spot;
    class Check;

    TypeSet types_ = 0;                        // 0: any.
    std::vector<boost::json::value> allowed_;  // enum, or const as its only one.
    std::map<std::string, const Schema*, std::less<>> properties_;
    std::vector<std::string> required_;
    bool takes_others_ = true;        // additionalProperties: false turns it off.
    const Schema* others_ = nullptr;  // additionalProperties: {...}.
    const Schema* items_ = nullptr;
    std::size_t items_min_ = 0;
    std::size_t items_max_ = SIZE_MAX;
    bool are_items_unique_ = false;
    std::size_t length_min_ = 0;
    std::size_t length_max_ = SIZE_MAX;
    std::optional<double> minimum_;
    std::optional<double> maximum_;
    std::optional<std::regex> pattern_;
    bool is_read_only_ = false;
    std::vector<const Schema*> one_of_;
    std::vector<const Schema*> any_of_;
    std::vector<const Schema*> all_of_;
};

/// All schemas of one document. References are followed once; recursion is fine.
class SchemaSet {
public:
    /// The document must outlive the calls of compile, not the schemas.
    explicit SchemaSet(const boost::json::value& document) : document_(document) {}

    /// Throws std::runtime_error that names the schema where a keyword is unknown or malformed,
    /// or a pattern has no maxLength beside it.
    const Schema* compile(const boost::json::value& schema, const std::string& place);

    /// The value itself, or what its $ref leads to.
    const boost::json::object& resolved(const boost::json::value& value) const;

private:
    class Compiler;

    const boost::json::value& document_;
    std::deque<Schema> schemas_;
    std::map<std::string, Schema*, std::less<>> by_reference_;
};

}  // namespace gig::http
