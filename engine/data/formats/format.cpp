#include "engine/data/formats/format.h"

#include "engine/data/read_file.h"

#include <algorithm>

namespace weft {

Format cifar10Format();
Format csvFormat();
Format idxFormat();
Format imageFolderFormat();
Format imagePairsFormat();
Format npyFormat();
Format picturesFormat();
Format syntheticFormat();
Format textFormat();

const std::vector<Format>& formats()
{
    static const std::vector<Format> all = {idxFormat(),      cifar10Format(),     csvFormat(),
                                            npyFormat(),      imageFolderFormat(), imagePairsFormat(),
                                            picturesFormat(), textFormat(),        syntheticFormat()};
    return all;
}

const Format* findFormat(const std::string& id)
{
    const auto found = std::ranges::find(formats(), id, &Format::id);
    return found == formats().end() ? nullptr : &*found;
}

std::string ReadContext::path(const std::string& param, bool required) const
{
    const std::string& stated = settings.text(param);
    if (!stated.empty())
        return resolvePath(stated, folder);
    if (required)
        settings.problem(param, "“" + param + "” is empty; name the file to read.");
    return {};
}

} // namespace weft
