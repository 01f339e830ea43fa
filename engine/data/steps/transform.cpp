#include "engine/data/formats/csv_records.h"
#include "engine/data/steps/join.h"
#include "engine/data/steps/statistics.h"
#include "engine/data/steps/step.h"
#include "engine/support/error.h"
#include "engine/support/printable.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <set>

namespace weft {

StepType augmentFlip();
StepType augmentCrop();
StepType augmentShift();

namespace {

bool numeric(const Column& column)
{
    return column.kind == ColumnKind::numbers || column.kind == ColumnKind::image;
}

// y = (x − shift) / scale, followed by (y − by) / divisor, is again of that form.
void compose(Affine& affine, const std::vector<double>& by, const std::vector<double>& divisor)
{
    const auto at = [](const std::vector<double>& v, size_t i) { return v[v.size() == 1 ? 0 : i]; };
    const size_t entries = std::max({affine.shift.size(), by.size(), divisor.size()});
    Affine both {.shift = {}, .scale = {}};
    for (size_t i = 0; i < entries; ++i) {
        both.shift.push_back(at(affine.shift, i) + at(affine.scale, i) * at(by, i));
        both.scale.push_back(at(affine.scale, i) * at(divisor, i));
    }
    affine = std::move(both);
}

// Maps to 0 … 1 and so on: what the statistics, in stored numbers, say.
void fitTo(Affine& affine, const std::vector<double>& shift, const std::vector<double>& scale)
{
    affine.shift = shift;
    affine.scale = scale;
    for (double& one : affine.scale)
        one = one > 0 && std::isfinite(one) ? one : 1; // a column of one value: only moved
}

// "0.5" or "0.485, 0.456, 0.406"; an empty text gives none.
std::vector<double> numbersOf(const Settings& settings, const std::string& param)
{
    std::vector<double> numbers;
    for (const std::string& part : settings.names(param)) {
        double value = 0;
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
        if (error != std::errc() || end != part.data() + part.size() || !std::isfinite(value))
            settings.problem(param,
                             "“" + printable(part)
                                 + "” is not a number; give one, or one for each channel with commas between.");
        numbers.push_back(value);
    }
    return numbers;
}

// Kept when the step is done with the column.
class LearnedAffine {
public:
    LearnedAffine(const StepContext& context, const Column& column, const Affine& affine)
        : m_kept(context.learned.affine[column.name])
        , m_affine(affine)
    {
    }
    ~LearnedAffine() { m_kept = m_affine; }
    LearnedAffine(const LearnedAffine&) = delete;
    LearnedAffine& operator=(const LearnedAffine&) = delete;

private:
    Affine& m_kept;
    const Affine& m_affine;
};

const Affine& knownAffine(const StepContext& context, const Column& column)
{
    const auto known = context.learned.affine.find(column.name);
    const int64_t entries = known == context.learned.affine.end() ? 0 : std::ssize(known->second.shift);
    const bool fits = entries == 1 || entries == column.elements()
        || (column.kind == ColumnKind::image && entries == column.shape[0]);
    if (entries == 0 || std::ssize(known->second.scale) != entries || !fits)
        throw Error(context.settings.place() + ": what the run has learned of “" + printable(column.name)
                    + "” does not fit; its record is damaged.");
    return known->second;
}

void normalize(const StepContext& context)
{
    const Settings& settings = context.settings;
    const std::vector<double> mean = numbersOf(settings, "mean");
    const std::vector<double> deviation = numbersOf(settings, "deviation");
    if (mean.empty() != deviation.empty())
        return settings.problem("mean", "give both mean and deviation, or neither.");
    if (std::ranges::any_of(deviation, [](double one) { return one <= 0; }))
        return settings.problem("deviation", "a deviation must be above 0.");
    for (const int i : context.select(numeric, "numbers or images")) {
        const Column& column = context.prepared.data.columns[size_t(i)];
        Affine& affine = context.prepared.affine[size_t(i)];
        if (context.isKnown) {
            affine = knownAffine(context, column);
            continue;
        }
        const LearnedAffine learned(context, column, affine);
        const size_t entries = column.kind == ColumnKind::image ? size_t(column.shape[0]) : size_t(column.elements());
        if (!mean.empty()) {
            for (const size_t given : {mean.size(), deviation.size()}) {
                if (given != 1 && given != entries)
                    return settings.problem("mean",
                                            "“" + printable(column.name) + "” takes 1 or " + std::to_string(entries)
                                                + " numbers, not " + std::to_string(given) + ".");
            }
            compose(affine, mean, deviation);
            continue;
        }
        std::vector<double> shift;
        std::vector<double> scale;
        for (const Statistics& one : statisticsOf(column, context.prepared.train, settings.toggle("whole"))) {
            shift.push_back(one.mean);
            scale.push_back(one.deviation > 1e-12 * std::abs(one.mean) ? one.deviation : 1);
        }
        fitTo(affine, shift, scale);
    }
}

void scale(const StepContext& context)
{
    for (const int i : context.select(numeric, "numbers or images")) {
        const Column& column = context.prepared.data.columns[size_t(i)];
        Affine& affine = context.prepared.affine[size_t(i)];
        if (context.isKnown) {
            affine = knownAffine(context, column);
            continue;
        }
        const LearnedAffine learned(context, column, affine);
        if (column.dtype == DType::u8) {
            fitTo(affine, {0}, {255});
            continue;
        }
        std::vector<double> least;
        std::vector<double> range;
        for (const Statistics& one : statisticsOf(column, context.prepared.train, context.settings.toggle("whole"))) {
            least.push_back(one.minimum);
            range.push_back(one.maximum - one.minimum);
        }
        fitTo(affine, least, range);
    }
}

void oneHot(const StepContext& context)
{
    const auto fits = [](const Column& column) { return column.kind == ColumnKind::classIndex; };
    for (const int i : context.select(fits, "classes (put class_index before it for text)")) {
        Column& column = context.prepared.data.columns[size_t(i)];
        const auto classes = std::ssize(column.classes);
        Column hot {.name = column.name, .shape = {classes}, .classes = column.classes};
        hot.bytes.resize(checkedBytes(context.prepared.data.size, hot.shape, hot.dtype, context.settings.place()));
        for (int64_t sample = 0; sample < context.prepared.data.size; ++sample) {
            const int32_t index = valuesOf<int32_t>(column)[sample];
            if (index >= 0 && index < classes) // a missing value is all zeros
                valuesOf<float>(hot)[sample * classes + index] = 1;
        }
        column = std::move(hot);
    }
}

// Classes in alphabetical order, or by size where all are numbers.
void classIndex(const StepContext& context)
{
    const auto fits = [](const Column& column) {
        return column.kind == ColumnKind::text || (column.kind == ColumnKind::numbers && column.shape.rank() == 0);
    };
    const bool named = !context.columns.empty();
    for (const int i : context.select([&](const Column& c) { return named ? fits(c) : c.kind == ColumnKind::text; },
                                      "text, or single numbers")) {
        Column& column = context.prepared.data.columns[size_t(i)];
        const int64_t size = context.prepared.data.size;
        Column classes {.name = column.name, .kind = ColumnKind::classIndex, .dtype = DType::i32};
        classes.bytes.resize(checkedBytes(size, {}, DType::i32, context.settings.place()));
        const auto index = [&](auto& indices, const auto& valueOf, const auto& isMissing, const auto& nameOf) {
            for (int64_t sample = 0; sample < size && !context.isKnown; ++sample) {
                const std::vector<Part>& parts = context.prepared.data.parts;
                const bool isFresh = !parts.empty() && parts[size_t(sample)] == Part::fresh;
                if (!isFresh && !isMissing(valueOf(sample)))
                    indices[valueOf(sample)] = 0;
            }
            for (auto& [value, number] : indices) {
                if (context.isKnown)
                    break;
                number = int32_t(classes.classes.size());
                classes.classes.push_back(nameOf(value));
            }
            for (int64_t sample = 0; sample < size; ++sample) {
                // What is fresh may be of no known class; a gap is no number to look for among numbers.
                const auto found = isMissing(valueOf(sample)) ? indices.end() : indices.find(valueOf(sample));
                valuesOf<int32_t>(classes)[sample] = found == indices.end() ? -1 : found->second;
                if (!context.isKnown || isMissing(valueOf(sample)) || !indices.emplace(valueOf(sample), -1).second)
                    continue;
                const Dataset& data = context.prepared.data;
                if (data.parts.empty() || data.parts[size_t(sample)] != Part::fresh)
                    context.prepared.unmet.push_back(
                        {.column = column.name, .word = nameOf(valueOf(sample)), .place = placeOf(data, sample)});
                else
                    context.settings.problem("columns",
                                             "“" + printable(nameOf(valueOf(sample)), 40)
                                                 + "” does not occur in the data's column “" + printable(column.name)
                                                 + "”; it counts as missing.",
                                             Severity::warning);
            }
        };
        if (context.isKnown)
            classes.classes = context.learned.classes[column.name];
        if (column.kind == ColumnKind::text) {
            std::map<std::string, int32_t> indices;
            for (size_t c = 0; c < classes.classes.size(); ++c)
                indices[classes.classes[c]] = int32_t(c);
            index(
                indices, [&](int64_t s) -> const std::string& { return column.texts[size_t(s)]; },
                [](const std::string& word) { return word.empty(); }, [](const std::string& word) { return word; });
        } else {
            std::map<float, int32_t> indices;
            for (size_t c = 0; c < classes.classes.size(); ++c)
                indices[float(csvNumber(classes.classes[c]).value_or(0))] = int32_t(c);
            index(
                indices, [&](int64_t s) { return valuesOf<float>(column)[s]; }, [](float v) { return std::isnan(v); },
                [](float v) {
                    char buffer[32];
                    return std::string(buffer, std::to_chars(buffer, buffer + sizeof buffer, v).ptr);
                });
        }
        context.learned.classes[column.name] = classes.classes;
        if (classes.classes.size() > 10'000)
            context.settings.problem("columns",
                                     "“" + printable(column.name) + "” has " + std::to_string(classes.classes.size())
                                         + " different values; that is hardly a class.",
                                     Severity::warning);
        column = std::move(classes);
    }
}

void cast(const StepContext& context)
{
    const bool toImage = context.settings.text("to") == "image";
    const auto fits = [&](const Column& column) {
        return toImage ? column.kind == ColumnKind::numbers && column.shape.rank() >= 1
                       : column.kind == ColumnKind::classIndex || column.kind == ColumnKind::tokens
                || (column.kind == ColumnKind::image && column.files.empty());
    };
    if (context.columns.empty())
        return context.settings.problem("columns", "name the columns to be cast.");
    for (const int i : context.select(fits, toImage ? "numbers in rows" : "classes, tokens or images")) {
        Column& column = context.prepared.data.columns[size_t(i)];
        if (toImage) {
            const std::vector<int64_t>& sizes = context.settings.sizes("shape");
            if (sizes.size() != 3 || checkedElements(sizes) != column.elements()) {
                context.settings.problem("shape",
                                         "“" + printable(column.name) + "” has " + std::to_string(column.elements())
                                             + " numbers; channels × height × width must make as many.");
                continue;
            }
            Affine& affine = context.prepared.affine[size_t(i)];
            if (affine.shift.size() > 1) {
                context.settings.problem("columns",
                                         "“" + printable(column.name)
                                             + "” is already normalized number by number; put cast before it.");
                continue;
            }
            column.kind = ColumnKind::image;
            column.shape = Shape(sizes);
            continue;
        }
        Column numbers {.name = column.name, .shape = column.shape, .starts = column.starts};
        const size_t count = column.bytes.size() / byteSize(column.dtype);
        numbers.bytes.resize(checkedBytes(int64_t(count), {}, DType::f32, context.settings.place()));
        for (size_t v = 0; v < count; ++v) {
            float value = column.dtype == DType::u8 ? float(valuesOf<uint8_t>(column)[v])
                : column.dtype == DType::f32        ? valuesOf<float>(column)[v]
                                                    : float(valuesOf<int32_t>(column)[v]);
            if (column.kind == ColumnKind::classIndex && value < 0)
                value = std::nanf("");
            valuesOf<float>(numbers)[v] = value;
        }
        Affine& affine = context.prepared.affine[size_t(i)];
        if (affine.shift.size() > 1) { // one entry a channel becomes one an element
            Affine spread {.shift = {}, .scale = {}};
            for (int64_t e = 0; e < column.elements(); ++e) {
                spread.shift.push_back(affine.shift[size_t(e / (column.elements() / column.shape[0]))]);
                spread.scale.push_back(affine.scale[size_t(e / (column.elements() / column.shape[0]))]);
            }
            affine = std::move(spread);
        }
        column = std::move(numbers);
    }
}

// Several columns of numbers side by side in one, which feeds one input.
void combine(const StepContext& context)
{
    const std::vector<std::string> except = context.settings.names("except");
    const bool named = !context.columns.empty();
    const auto fits = [&](const Column& column) {
        return column.kind == ColumnKind::numbers && column.shape.rank() <= 1 && column.starts.empty()
            && (named || !std::ranges::count(except, column.name));
    };
    const std::vector<int> parts = context.select(fits, "numbers (one_hot makes some of classes)");
    PreparedData& prepared = context.prepared;
    const std::string& into = context.settings.text("name");
    if (parts.empty())
        return context.settings.problem("columns", "there are no columns of numbers to combine.");
    Column all {.name = into, .shape = {0}};
    context.learned.parts.clear();
    context.learned.whole = into;
    Affine affine {.shift = {}, .scale = {}};
    for (const int i : parts) {
        const Column& part = prepared.data.columns[size_t(i)];
        all.shape[0] += part.elements();
        context.learned.parts.push_back(part.name);
        for (int64_t e = 0; e < part.elements(); ++e) {
            const Affine& own = prepared.affine[size_t(i)];
            affine.shift.push_back(own.shift[own.shift.size() == 1 ? 0 : size_t(e)]);
            affine.scale.push_back(own.scale[own.scale.size() == 1 ? 0 : size_t(e)]);
            all.classes.push_back(part.elements() == 1       ? part.name
                                      : part.classes.empty() ? part.name + "[" + std::to_string(e) + "]"
                                                             : part.name + "=" + part.classes[size_t(e)]);
        }
    }
    all.bytes.resize(checkedBytes(prepared.data.size, all.shape, all.dtype, context.settings.place()));
    float* out = valuesOf<float>(all);
    for (int64_t sample = 0; sample < prepared.data.size; ++sample) {
        for (const int i : parts) {
            const Column& part = prepared.data.columns[size_t(i)];
            out = std::copy_n(valuesOf<float>(part) + sample * part.elements(), part.elements(), out);
        }
    }
    const std::set<int, std::greater<>> gone(parts.begin(), parts.end()); // they are named in any order
    for (const int i : gone) {
        prepared.data.columns.erase(prepared.data.columns.begin() + i);
        prepared.affine.erase(prepared.affine.begin() + i);
    }
    if (prepared.data.find(into))
        context.settings.problem("name", "there is already a column “" + printable(into) + "”; take another name.");
    prepared.data.columns.push_back(std::move(all));
    prepared.affine.push_back(affine.isIdentity() ? Affine() : std::move(affine));
}

} // namespace

const std::vector<StepType>& transformSteps()
{
    static const std::vector<StepType> all = {
        {.id = "normalize",
         .title = "Normalize",
         .doc = "Subtracts the mean and divides by the standard deviation of the training part: of each channel of "
                "images, of each number otherwise; or of given constants. Default: all numbers and images.",
         .params = {text("mean", "",
                         "Given instead of fitted: one number, or one for each channel, e.g. 0.485, 0.456, "
                         "0.406. They count after the steps before this one: 0 … 1 if scale came first."),
                    text("deviation", "", "Given instead of fitted, like mean."),
                    toggle("whole", false, "One mean and deviation for all numbers of the column.")},
         .apply = normalize},
        {.id = "scale",
         .title = "Scale to 0 … 1",
         .doc = "Images of 8 bits are divided by 255; numbers are brought to 0 … 1 by the training part's smallest and "
                "largest. Default: all numbers and images.",
         .params = {toggle("whole", false, "One smallest and largest for all numbers of the column.")},
         .apply = scale},
        {.id = "one_hot",
         .title = "One-hot",
         .doc =
             "A class becomes as many numbers as there are classes: 1 for it, 0 for the others. A missing value is all "
             "zeros. Default: all columns of classes; name those that are inputs.",
         .apply = oneHot},
        {.id = "class_index",
         .title = "Classes",
         .doc = "Text, or single numbers, become classes. Default: all columns of text.",
         .apply = classIndex},
        {.id = "cast",
         .title = "Cast",
         .doc =
             "Takes what is stored as something else: classes, tokens or images as numbers, rows of numbers as images.",
         .params = {choice("to", "numbers", {"numbers", "image"}, "What it becomes."),
                    sizes("shape", {1, 28, 28}, "image: channels, height, width.", 3, 3, 1)},
         .apply = cast},
        {.id = "combine",
         .title = "Combine",
         .doc = "Puts columns of numbers side by side into one column for one input. Default: all numbers.",
         .params = {text("name", "features", "Name of the new column."),
                    text("except", "", "Columns to leave out of the default, with commas between: the target.")},
         .apply = combine},
        augmentFlip(),
        augmentCrop(),
        augmentShift(),
    };
    return all;
}

} // namespace weft
