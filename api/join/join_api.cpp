// join_api OUT.json FILE.yaml...: joins the rooms' files of the contract into one OpenAPI document.

#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "document.h"

namespace gig::join {

namespace {

void add_new(Node& into, std::string name, Node node) {
    if (const Node* there = into.find(name)) {
        throw Refused(node.place + ": " + name + " is already at " + there->place);
    }
    into.members.emplace_back(std::move(name), std::move(node));
}

/// Members of both; a name in both is refused.
void unite(Node& into, Node from) {
    if (from.kind != Node::Kind::map) throw Refused(from.place + ": not a map");
    for (auto& [name, node] : from.members)
        add_new(into, std::move(name), std::move(node));
}

Node& member_map(Node& parent, const std::string& name, const std::string& place) {
    if (Node* there = parent.find(name)) return *there;
    parent.members.emplace_back(name, Node{.place = place});
    return parent.members.back().second;
}

void join(Node& whole, Node document) {
    for (auto& [name, node] : document.members) {
        if (name == "paths") {
            Node& paths = member_map(whole, name, node.place);
            unite(paths, std::move(node));
        } else if (name == "components") {
            Node& components = member_map(whole, name, node.place);
            for (auto& [section, entries] : node.members) {
                Node& there = member_map(components, section, entries.place);
                unite(there, std::move(entries));
            }
        } else {
            add_new(whole, name, std::move(node));
        }
    }
}

std::string unescaped(std::string_view token) {
    std::string plain;
    for (std::size_t at = 0; at < token.size(); ++at) {
        const bool escaped = token[at] == '~' && at + 1 < token.size();
        if (escaped && token[at + 1] == '1') plain += '/';
        if (escaped && token[at + 1] == '0') plain += '~';
        if (!escaped) plain += token[at];
        if (escaped) ++at;
    }
    return plain;
}

const Node* node_at(const Node& whole, std::string_view pointer) {
    const Node* node = &whole;
    while (!pointer.empty() && node != nullptr) {
        pointer.remove_prefix(1);
        const std::size_t end = std::min(pointer.find('/'), pointer.size());
        node = node->find(unescaped(pointer.substr(0, end)));
        pointer.remove_prefix(end);
    }
    return node;
}

void check_reference(const Node& whole, const Node& holder, const Node& reference) {
    const std::string& target = reference.scalar;
    if (reference.kind != Node::Kind::text || !target.starts_with("#/")) {
        throw Refused(reference.place + ": $ref must be text that begins with #/");
    }
    if (holder.members.size() > 1) {
        throw Refused(reference.place + ": nothing may stand beside $ref");
    }
    if (node_at(whole, std::string_view(target).substr(1)) == nullptr) {
        throw Refused(reference.place + ": $ref to nothing: " + target);
    }
}

void check_references(const Node& whole, const Node& node) {
    for (const Node& item : node.items)
        check_references(whole, item);
    for (const auto& [name, member] : node.members) {
        if (name == "$ref") check_reference(whole, node, member);
        check_references(whole, member);
    }
}

void check_operation_ids(const Node& whole) {
    std::map<std::string, std::string> places;
    const Node* paths = whole.find("paths");
    if (paths == nullptr) throw Refused(whole.place + ": no paths");
    for (const auto& [path, item] : paths->members) {
        for (const auto& [method, operation] : item.members) {
            const Node* id = operation.find("operationId");
            if (id == nullptr) throw Refused(operation.place + ": no operationId");
            const auto [there, is_new] = places.emplace(id->scalar, id->place);
            if (!is_new) {
                throw Refused(id->place + ": operationId " + id->scalar + " is already at " +
                              there->second);
            }
        }
    }
}

void write_file(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out << bytes << '\n';
    out.flush();
    if (!out) throw Refused(file.string() + ": can't be written");
}

void run(const std::filesystem::path& out, const std::vector<std::filesystem::path>& files) {
    Node whole;
    whole.place = files.front().filename().string() + ":1";
    for (const std::filesystem::path& file : files)
        join(whole, read_document(file));
    check_references(whole, whole);
    check_operation_ids(whole);
    write_file(out, to_json(whole));
}

}  // namespace

}  // namespace gig::join

int main(int count, char** arguments) {
    if (count < 3) {
        std::fputs("use: join_api OUT.json FILE.yaml...\n", stderr);
        return 2;
    }
    try {
        gig::join::run(arguments[1], {arguments + 2, arguments + count});
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 2;
    }
    return 0;
}
