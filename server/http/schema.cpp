#include "http/schema.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace gig::http {

namespace json = boost::json;

struct Schema::Spot {
    const Spot* parent = nullptr;
    std::string_view name = {};
    std::size_t index = 0;
    int depth = 0;

    std::string pointer() const {
        if (parent == nullptr) return {};
        std::string text = parent->pointer() + '/';
        if (name.data() == nullptr) return text + std::to_string(index);
        for (const char byte : name) {
            if (byte == '~') {
                text += "~0";
            } else if (byte == '/') {
                text += "~1";
            } else {
                text += byte;
            }
        }
        return text;
    }
};

namespace {

Schema::TypeSet type_of(const json::value& value) {
    switch (value.kind()) {
        case json::kind::null:
            return Schema::null_type;
        case json::kind::bool_:
            return Schema::boolean_type;
        case json::kind::int64:
            return Schema::integer_type | Schema::number_type;
        case json::kind::uint64:  // Over int64's range: no handler could hold it.
        case json::kind::double_:
            return Schema::number_type;
        case json::kind::string:
            return Schema::string_type;
        case json::kind::array:
            return Schema::array_type;
        case json::kind::object:
            return Schema::object_type;
    }
    return 0;
}

bool are_unique(const json::array& items) {
    constexpr std::size_t compared_max = 1'000;  // maxItems of the contract are far below.
    if (items.size() > compared_max) return false;
    for (std::size_t left = 0; left < items.size(); ++left) {
        for (std::size_t right = left + 1; right < items.size(); ++right) {
            if (items[left] == items[right]) return false;
        }
    }
    return true;
}

}  // namespace

/// One walk through a value. Keeps the deepest misfit, and of equally deep ones the first.
class Schema::Check {
public:
    explicit Check(Direction direction) : direction_(direction) {}

    const std::optional<Misfit>& found() const { return found_; }

    void run(const Schema& schema, const json::value& value, const Spot& spot) {
        const bool is_type = schema.types_ == 0 || (schema.types_ & type_of(value)) != 0;
        const bool is_allowed = schema.allowed_.empty() ||
                                std::ranges::find(schema.allowed_, value) != schema.allowed_.end();
        if (!is_type || !is_allowed) return note(Misfit::Kind::invalid, spot);

        if (value.is_object()) members(schema, value.get_object(), spot);
        if (value.is_array()) items(schema, value.get_array(), spot);
        if (value.is_string()) text(schema, value.get_string(), spot);
        if (value.is_number()) number(schema, value.to_number<double>(), spot);

        for (const Schema* branch : schema.all_of_)
            run(*branch, value, spot);
        if (!schema.any_of_.empty()) branches(schema.any_of_, schema.any_of_.size(), value, spot);
        if (!schema.one_of_.empty()) branches(schema.one_of_, 1, value, spot);
    }

private:
    void note(Misfit::Kind kind, const Spot& spot) {
        if (found_ && found_->depth >= spot.depth) return;
        found_ = Misfit{kind, spot.pointer(), spot.depth};
    }

    void members(const Schema& schema, const json::object& object, const Spot& spot) {
        for (const auto& [key, value] : object) {
            const Spot there{&spot, std::string_view(key), 0, spot.depth + 1};
            const auto property = schema.properties_.find(std::string_view(key));
            if (property != schema.properties_.end()) {
                member(*property->second, value, there);
            } else if (schema.others_ != nullptr) {
                run(*schema.others_, value, there);
            } else if (!schema.takes_others_) {
                note(Misfit::Kind::unknown, there);
            }
        }
        for (const std::string& name : schema.required_) {
            if (object.contains(name)) continue;
            note(Misfit::Kind::missing, Spot{&spot, name, 0, spot.depth + 1});
        }
    }

    void member(const Schema& schema, const json::value& value, const Spot& spot) {
        if (schema.is_read_only_ && direction_ == Direction::request) {
            return note(Misfit::Kind::read_only, spot);
        }
        run(schema, value, spot);
    }

    void items(const Schema& schema, const json::array& array, const Spot& spot) {
        const bool is_count =
            array.size() >= schema.items_min_ && array.size() <= schema.items_max_;
        if (!is_count) return note(Misfit::Kind::invalid, spot);
        if (schema.are_items_unique_ && !are_unique(array)) note(Misfit::Kind::invalid, spot);
        if (schema.items_ == nullptr) return;
        for (std::size_t index = 0; index < array.size(); ++index) {
            run(*schema.items_, array[index], Spot{&spot, {}, index, spot.depth + 1});
        }
    }

    void text(const Schema& schema, const json::string& string, const Spot& spot) {
        const std::string_view view(string.data(), string.size());
        const std::size_t length = code_points(view);
        const bool is_length = length >= schema.length_min_ && length <= schema.length_max_;
        // The length first: a pattern is tried only on a text that is known to be short.
        const bool fits =
            is_length &&
            (!schema.pattern_ || std::regex_search(view.begin(), view.end(), *schema.pattern_));
        if (!fits) note(Misfit::Kind::invalid, spot);
    }

    void number(const Schema& schema, double value, const Spot& spot) {
        const bool fits = std::isfinite(value) && value >= schema.minimum_.value_or(value) &&
                          value <= schema.maximum_.value_or(value);
        if (!fits) note(Misfit::Kind::invalid, spot);
    }

    /// Where no branch fits, the one that got deepest says why: it is what was meant.
    void branches(const std::vector<const Schema*>& schemas, std::size_t fits_max,
                  const json::value& value, const Spot& spot) {
        std::size_t fits = 0;
        std::optional<Misfit> deepest;
        for (const Schema* schema : schemas) {
            Check check(direction_);
            check.run(*schema, value, spot);
            if (!check.found_) {
                ++fits;
            } else if (!deepest || check.found_->depth > deepest->depth) {
                deepest = check.found_;
            }
        }
        if (fits >= 1 && fits <= fits_max) return;
        if (fits > fits_max) return note(Misfit::Kind::invalid, spot);
        if (deepest->depth == spot.depth) return note(Misfit::Kind::invalid, spot);
        if (!found_ || found_->depth < deepest->depth) found_ = deepest;
    }

    Direction direction_;
    std::optional<Misfit> found_;
};

std::optional<Misfit> Schema::misfit(const json::value& value, Direction direction) const {
    Check check(direction);
    check.run(*this, value, Spot{});
    return check.found();
}

}  // namespace gig::http
