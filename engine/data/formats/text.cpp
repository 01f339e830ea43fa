#include "engine/data/formats/format.h"
#include "engine/data/read_file.h"
#include "engine/support/error.h"

#include <algorithm>
#include <array>
#include <map>

namespace weft {

namespace {

// Bytes of the UTF-8 character that begins at `at`; 0 if there is none (RFC 3629).
size_t characterBytes(std::string_view content, size_t at)
{
    const auto byte = [&](size_t i) { return at + i < content.size() ? uint8_t(content[at + i]) : uint8_t(0); };
    const auto follows = [&](size_t i, uint8_t least = 0x80, uint8_t most = 0xBF) {
        return byte(i) >= least && byte(i) <= most;
    };
    const uint8_t first = byte(0);
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return follows(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const uint8_t least = first == 0xE0 ? 0xA0 : 0x80;
        const uint8_t most = first == 0xED ? 0x9F : 0xBF;
        return follows(1, least, most) && follows(2) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const uint8_t least = first == 0xF0 ? 0x90 : 0x80;
        const uint8_t most = first == 0xF4 ? 0x8F : 0xBF;
        return follows(1, least, most) && follows(2) && follows(3) ? 4 : 0;
    }
    return 0;
}

std::string_view withoutByteOrderMark(std::string_view content)
{
    return content.starts_with("\xEF\xBB\xBF") ? content.substr(3) : content;
}

Dataset read(const ReadContext& context)
{
    const std::string path = context.path("file");
    if (path.empty())
        return {};
    const std::string file = readPackedFile(path);
    const std::string_view content = withoutByteOrderMark(file);
    std::map<std::string_view, int32_t> vocabulary; // in the order of code points, as UTF-8 sorts
    int64_t characters = 0;
    for (size_t at = 0; at < content.size(); ++characters) {
        const size_t bytes = characterBytes(content, at);
        if (bytes == 0)
            throw Error(path + ": byte " + std::to_string(at) + " is not UTF-8; convert the file to UTF-8.");
        vocabulary.emplace(content.substr(at, bytes), 0);
        at += bytes;
    }
    const int64_t length = context.settings.integer("length");
    const int64_t stride = context.settings.integer("stride") == 0 ? length : context.settings.integer("stride");
    if (characters < length + 1) {
        context.settings.problem("length",
                                 path + " has " + std::to_string(characters) + " characters; a window of "
                                     + std::to_string(length) + " and the one to predict do not fit.");
        return {};
    }
    Dataset data {.size = (characters - 1 - length) / stride + 1, .sequence = true};
    Column tokens {.name = "tokens", .kind = ColumnKind::tokens, .dtype = DType::i32, .shape = {length}};
    for (auto& [character, index] : vocabulary) {
        index = int32_t(tokens.classes.size());
        tokens.classes.emplace_back(character);
    }
    tokens.bytes.resize(checkedBytes(characters, {}, DType::i32, path));
    checkedBytes(data.size, {}, DType::i64, path);
    int32_t* out = valuesOf<int32_t>(tokens);
    for (size_t at = 0; at < content.size();) {
        const std::string_view character = content.substr(at, characterBytes(content, at));
        *out++ = vocabulary.find(character)->second;
        at += character.size();
    }
    Column target = tokens;
    target.name = "target";
    for (int64_t i = 0; i < data.size; ++i) {
        tokens.starts.push_back(i * stride);
        target.starts.push_back(i * stride + 1);
    }
    data.columns.push_back(std::move(tokens));
    data.columns.push_back(std::move(target));
    return data;
}

} // namespace

Format textFormat()
{
    return {.id = "text",
            .title = "Plain text",
            .doc = "A UTF-8 file as characters, cut into windows. Columns: tokens, and target, which is one character "
                   "further. The vocabulary is every character of the file; parts are split by position.",
            .params = {text("file", "", "The text, also packed as .gz."),
                       integer("length", 128, "Characters in a window.", 1, 1e6),
                       integer("stride", 0,
                               "Characters from one window to the next; 0: the length, so that none overlap.", 0, 1e6)},
            .read = read};
}

} // namespace weft
