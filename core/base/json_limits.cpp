#include "core/base/json_limits.h"

#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/base/mapped_file.h"
#include "core/base/utf8.h"

namespace icf {
namespace {

using nlohmann::json;

/// Builds the value while the parser reads, so that limits are met before memory is taken.
class LimitedBuilder : public nlohmann::json_sax<json> {
public:
    using Visitor = std::function<void(const std::string& name, json& value)>;

    /// visit: takes the members of the outermost object instead of the object; may be empty.
    LimitedBuilder(const std::string& where, const JsonLimits& limits, Visitor visit = {})
        : where_(where)
        , limits_(limits)
        , visit_(std::move(visit))
    {
    }

    json take() { return std::move(root_); }

    bool null() override { return place(nullptr); }
    bool boolean(bool value) override { return place(value); }
    bool number_integer(number_integer_t value) override { return place(value); }
    bool number_unsigned(number_unsigned_t value) override { return place(value); }
    bool number_float(number_float_t value, const string_t&) override { return place(value); }
    bool string(string_t& value) override { return place(std::move(value)); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(json::object()); }
    bool start_array(std::size_t) override { return open(json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }

    bool key(string_t& name) override
    {
        if (atMember()) {
            memberName_ = std::move(name);
            return true;
        }
        json& object = *open_.back();
        const auto [entry, added] = object.get_ref<json::object_t&>().emplace(std::move(name), nullptr);
        if (!added)
            throw Error(where_, "JSON: key \"" + printable(entry->first) + "\" appears twice in one object");
        slot_ = &entry->second;
        return true;
    }

    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) override
    {
        // "[json.exception.parse_error.101] parse error at line 1, column 2: …": the part in brackets helps nobody.
        std::string_view text = error.what();
        if (const auto end = text.find("] "); text.starts_with('[') && end != std::string_view::npos)
            text.remove_prefix(end + 2);
        throw Error(where_, "not valid JSON: " + printable(text, 200));
    }

private:
    /// Whether what comes is a member that the visitor takes.
    bool atMember() const { return visit_ && open_.size() == 1; }

    template <typename Value> json* put(Value&& value)
    {
        if (++values_ > limits_.maxValues)
            throw Error(where_, "JSON: more than " + std::to_string(limits_.maxValues) + " values");
        if (atMember()) {
            member_ = std::forward<Value>(value);
            return &member_;
        }
        if (open_.empty()) {
            root_ = std::forward<Value>(value);
            return &root_;
        }
        if (open_.back()->is_object()) {
            *slot_ = std::forward<Value>(value);
            return slot_;
        }
        auto& array = open_.back()->get_ref<json::array_t&>();
        return &array.emplace_back(std::forward<Value>(value));
    }

    template <typename Value> bool place(Value&& value)
    {
        put(std::forward<Value>(value));
        return placed();
    }

    /// After a whole value.
    bool placed()
    {
        if (atMember())
            visit_(memberName_, member_);
        return true;
    }

    bool open(json container)
    {
        if (visit_ && open_.empty() && !container.is_object())
            throw Error(where_, "JSON: expected an object");
        if (static_cast<int>(open_.size()) >= limits_.maxDepth)
            throw Error(where_, "JSON: nested deeper than " + std::to_string(limits_.maxDepth) + " levels");
        open_.push_back(put(std::move(container)));
        return true;
    }

    bool close()
    {
        open_.pop_back();
        return placed();
    }

    const std::string& where_;
    const JsonLimits& limits_;
    const Visitor visit_;
    std::string memberName_;
    json member_;
    json root_;
    json* slot_ = nullptr;
    // Only the innermost container grows, and its address is fixed while it is open, so the pointers stay good.
    std::vector<json*> open_;
    std::size_t values_ = 0;
};

void checkSize(std::string_view text, const std::string& where, const JsonLimits& limits)
{
    if (text.size() > limits.maxBytes)
        throw Error(where,
            "JSON of " + std::to_string(text.size()) + " bytes; at most " + std::to_string(limits.maxBytes)
                + " are read");
}

} // namespace

nlohmann::json parseJson(std::string_view text, const std::string& where, const JsonLimits& limits)
{
    checkSize(text, where, limits);
    LimitedBuilder builder(where, limits);
    json::sax_parse(text.begin(), text.end(), &builder);
    return builder.take();
}

void parseJsonMembers(std::string_view text, const std::string& where, const JsonLimits& limits,
    const std::function<void(const std::string& name, nlohmann::json& value)>& visit)
{
    checkSize(text, where, limits);
    LimitedBuilder builder(where, limits, visit);
    json::sax_parse(text.begin(), text.end(), &builder);
    if (!builder.take().is_object())
        throw Error(where, "JSON: expected an object");
}

nlohmann::json readJsonFile(const std::string& path, const JsonLimits& limits)
{
    return parseJson(readWholeFile(path, limits.maxBytes), path, limits);
}

} // namespace icf
