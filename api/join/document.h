#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace gig::join {

/// What is wrong with a file of the contract, and where: "api/jobs.yaml:12: ...".
class Refused : public std::runtime_error {
    using runtime_error::runtime_error;
};

/// A value of a YAML file that knows where it stands, so that a mistake can be pointed at.
/// Members keep the order in which they were written.
struct Node {
    enum class Kind {
        literal,
        text,
        list,
        map
    };  // literal: number, boolean or null, ready as JSON.

    Kind kind = Kind::map;
    std::string scalar = {};
    std::vector<Node> items = {};
    std::vector<std::pair<std::string, Node>> members = {};
    std::string place = {};  // "jobs.yaml:12"

    const Node* find(std::string_view name) const;
    Node* find(std::string_view name);
};

/// Reads one file. Plain scalars that JSON would write the same are numbers, booleans or null;
/// quoted ones stay text. Refuses anchors, aliases, merge keys, keys that occur twice, and plain
/// scalars that YAML readers take for different things (yes, 0x10, 12:30, 2026-11-25). Nothing at
/// all is null.
Node read_document(const std::filesystem::path& file);

/// Compact JSON.
std::string to_json(const Node& node);

}  // namespace gig::join
