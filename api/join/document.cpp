#include "document.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <array>
#include <boost/json.hpp>
#include <fstream>
#include <optional>
#include <regex>
#include <string_view>

namespace gig::join {

namespace {

constexpr std::size_t depth_max = 64;

bool is_json_literal(const std::string& text) {
    static const std::regex number("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    return text == "true" || text == "false" || text == "null" || std::regex_match(text, number);
}

/// Whether some YAML reader takes the plain scalar for something else than text.
bool is_ambiguous(const std::string& text) {
    static const std::regex ambiguous(
        "yes|no|on|off|true|false|null|~|[-+]?\\.(inf|nan)|"
        "[-+]?[0-9][0-9_,]*(\\.[0-9_]*)?([eE][-+]?[0-9]+)?|[-+]?\\.[0-9]+|0x[0-9a-f]+|0o[0-7]+|"
        "[0-9]+(:[0-9]+)+(\\..*)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*",
        std::regex::icase);
    return std::regex_match(text, ambiguous);
}

/// Builds the tree from the parser's events; the library's own tree forgets about anchors.
class TreeBuilder final : public YAML::EventHandler {
public:
    explicit TreeBuilder(std::string file) : file_(std::move(file)) {}

    Node take() { return std::move(root_).value(); }
    bool is_filled() const { return root_.has_value(); }

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (root_) refuse(mark, "a second document");
    }
    void OnDocumentEnd() override {}
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { refuse(mark, "an alias (*)"); }
    void OnAnchor(const YAML::Mark& mark, const std::string&) override {
        refuse(mark, "an anchor (&)");
    }

    void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
        // The library says the same for null, ~ and nothing at all; only the first is JSON.
        add(leaf(mark, Node::Kind::literal, "null"), mark);
    }

    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                  const std::string& value) override {
        if (tag != "?" && tag != "!") refuse(mark, "a tag (" + tag + ")");
        const bool plain = tag == "?";
        if (expects_key()) {
            if (value == "<<") refuse(mark, "a merge key (<<)");
            if (plain && is_ambiguous(value)) refuse(mark, "quote the key " + value);
            return take_key(value, mark);
        }
        if (plain && is_json_literal(value)) {
            return add(leaf(mark, Node::Kind::literal, value), mark);
        }
        if (plain && is_ambiguous(value)) refuse(mark, "quote the value " + value);
        add(leaf(mark, Node::Kind::text, value), mark);
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                         YAML::EmitterStyle::value) override {
        open(mark, Node::Kind::list);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                    YAML::EmitterStyle::value) override {
        open(mark, Node::Kind::map);
    }
    void OnMapEnd() override { close(); }

private:
    struct Open {
        Node node;
        std::optional<std::string> key;
        YAML::Mark mark;
    };

    std::string place(const YAML::Mark& mark) const {
        return file_ + ":" + std::to_string(mark.line + 1);
    }

    [[noreturn]] void refuse(const YAML::Mark& mark, const std::string& what) const {
        throw Refused(place(mark) + ": " + what);
    }

    Node leaf(const YAML::Mark& mark, Node::Kind kind, const std::string& scalar) const {
        return {kind, scalar, {}, {}, place(mark)};
    }

    bool expects_key() const {
        return !open_.empty() && open_.back().node.kind == Node::Kind::map && !open_.back().key;
    }

    void take_key(const std::string& key, const YAML::Mark& mark) {
        if (open_.back().node.find(key) != nullptr) refuse(mark, "a second key " + key);
        open_.back().key = key;
    }

    void open(const YAML::Mark& mark, Node::Kind kind) {
        if (expects_key()) refuse(mark, "a key that is not text");
        if (open_.size() == depth_max) refuse(mark, "nesting that is too deep");
        open_.push_back({leaf(mark, kind, ""), std::nullopt, mark});
    }

    void close() {
        Open closed = std::move(open_.back());
        open_.pop_back();
        add(std::move(closed.node), closed.mark);
    }

    void add(Node node, const YAML::Mark& mark) {
        if (open_.empty()) {
            root_ = std::move(node);
            return;
        }
        Open& parent = open_.back();
        if (parent.node.kind == Node::Kind::list) {
            parent.node.items.push_back(std::move(node));
            return;
        }
        if (!parent.key) refuse(mark, "a key that is not text");
        parent.node.members.emplace_back(*std::exchange(parent.key, std::nullopt), std::move(node));
    }

    std::string file_;
    std::vector<Open> open_;
    std::optional<Node> root_;
};

template <typename Members>
auto find_in(Members& members, std::string_view name) -> decltype(&members.front().second) {
    for (auto& [key, node] : members) {
        if (key == name) return &node;
    }
    return nullptr;
}

void write(const Node& node, std::string& out) {
    switch (node.kind) {
        case Node::Kind::literal:
            out += node.scalar;
            return;
        case Node::Kind::text:
            out += boost::json::serialize(boost::json::string_view(node.scalar));
            return;
        case Node::Kind::list:
            out += '[';
            for (std::size_t index = 0; index < node.items.size(); ++index) {
                if (index > 0) out += ',';
                write(node.items[index], out);
            }
            out += ']';
            return;
        case Node::Kind::map:
            out += '{';
            for (std::size_t index = 0; index < node.members.size(); ++index) {
                if (index > 0) out += ',';
                out += boost::json::serialize(boost::json::string_view(node.members[index].first));
                out += ':';
                write(node.members[index].second, out);
            }
            out += '}';
    }
}

}  // namespace

const Node* Node::find(std::string_view name) const {
    return find_in(members, name);
}

Node* Node::find(std::string_view name) {
    return find_in(members, name);
}

Node read_document(const std::filesystem::path& file) {
    const std::string name = file.filename().string();
    std::ifstream in(file);
    if (!in) throw Refused(file.string() + ": can't be opened");
    TreeBuilder builder(name);
    try {
        YAML::Parser parser(in);
        while (parser.HandleNextDocument(builder)) {
        }
    } catch (const YAML::Exception& error) {
        throw Refused(name + ":" + std::to_string(error.mark.line + 1) + ": " + error.msg);
    }
    if (!builder.is_filled()) throw Refused(name + ":1: nothing in it");
    Node root = builder.take();
    if (root.kind != Node::Kind::map) throw Refused(root.place + ": not a map");
    return root;
}

std::string to_json(const Node& node) {
    std::string out;
    write(node, out);
    return out;
}

}  // namespace gig::join
