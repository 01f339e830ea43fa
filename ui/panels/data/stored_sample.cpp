#include "ui/panels/data/stored_sample.h"

#include "engine/data/prepared.h"
#include "engine/support/error.h"
#include "ui/panels/predictions/sample_values.h"

namespace weft {

SampleValues storedValues(const Column& column, int64_t sample)
{
    SampleValues values {.node = column.name,
                         .kind = std::string(name(column.kind)),
                         .dtype = column.dtype,
                         .shape = column.shape,
                         .classes = column.classes};
    std::vector<std::byte> scratch;
    const std::span stored = storedSample(column, sample, scratch);
    values.bytes.assign(stored.begin(), stored.end());
    return values;
}

QImage storedImage(const Column& column, int64_t sample)
{
    try {
        return sampleImage(storedValues(column, sample), 0);
    } catch (const Error&) { // a file that went away: its cell stays empty
        return {};
    }
}

QString storedText(const Column& column, int64_t sample)
{
    return sampleText(storedValues(column, sample), 0);
}

} // namespace weft
