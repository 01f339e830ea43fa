#include "app/input/network_input.h"

#include "app/exit_code.h"
#include "app/input/number_table.h"
#include "app/input/raw_table.h"
#include "app/terminal.h"
#include "engine/data/check_data.h"
#include "engine/data/formats/npy_array.h"
#include "engine/data/formats/picture.h"
#include "engine/data/formats/picture_files.h"
#include "engine/data/prepare.h"
#include "engine/data/read_file.h"
#include "engine/support/printable.h"
#include "engine/train/network/answers.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace weft {

namespace {

std::string ending(const std::string& path)
{
    const size_t dot = path.rfind('.');
    std::string end = dot == std::string::npos ? "" : path.substr(dot + 1);
    std::ranges::transform(end, end.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return end;
}

InputForm onlyInput(TrainedNetwork& network)
{
    std::vector<InputForm> forms = inputForms(network);
    if (forms.empty())
        throw CommandError(exitProject, noAnswerText(network.step()));
    if (forms.size() != 1)
        throw CommandError(exitProject,
                           "The network has " + std::to_string(forms.size())
                               + " inputs; predicting on the command line is for networks with one.");
    return std::move(forms.front());
}

} // namespace

NetworkInput::NetworkInput(TrainedNetwork& network)
    : m_network(network)
    , m_form(onlyInput(network))
    , m_column(&m_form.column())
{
}

InputSample NetworkInput::converted(const std::string& name, std::span<const std::byte> stored) const
{
    InputSample sample {.name = name};
    sample.bytes.resize(m_form.bytesPerSample());
    m_form.write(stored, sample.bytes.data());
    return sample;
}

void NetworkInput::addFile(const std::string& path, std::vector<InputSample>& samples) const
{
    if (realFileSystem().status(path).kind == FileKind::folder) {
        const size_t before = samples.size();
        addFolder(path, samples);
        if (samples.size() == before)
            throw CommandError(exitUsage, path + ": there is no .jpg or .png in this folder.");
        return;
    }
    const std::string kind = ending(path);
    if (kind == "npy")
        return addArray(path, samples);
    if (kind == "csv" || kind == "tsv" || kind == "txt")
        return addTable(path, samples);
    if (!m_form.takesPictures())
        throw CommandError(exitUsage,
                           path + ": the network takes " + std::string(name(m_column->kind)) + " of "
                               + toString(m_column->shape)
                               + ", and no pictures; give it a .npy or .csv file, or --row.");
    std::vector<std::byte> pixels(m_column->sampleBytes());
    readPicture(path, m_column->shape, pixels);
    samples.push_back(converted(path, pixels));
}

void NetworkInput::addFolder(const std::string& path, std::vector<InputSample>& samples) const
{
    for (const std::string& name : pictureFiles(path))
        addFile(joinPath(path, name), samples);
    for (const std::string& name : realFileSystem().list(path)) {
        const std::string inside = joinPath(path, name);
        const bool isFolder =
            realFileSystem().linkStatus(inside).kind == FileKind::folder; // no links: they may go round
        if (isFolder && !name.starts_with('.'))
            addFolder(inside, samples);
    }
}

void NetworkInput::addNumbers(const std::string& name, std::span<const float> numbers,
                              std::vector<InputSample>& samples) const
{
    if (std::ssize(numbers) != m_column->elements())
        throw CommandError(exitUsage,
                           printable(name, 300) + ": has " + std::to_string(numbers.size())
                               + " numbers, but the network takes " + std::to_string(m_column->elements())
                               + " a sample (the column \"" + printable(m_column->name) + "\").");
    if (!std::ranges::all_of(numbers, [](float number) { return std::isfinite(number); }))
        throw CommandError(exitUsage, printable(name, 300) + ": a value is missing or infinite.");
    InputSample& sample = samples.emplace_back(InputSample {.name = name});
    sample.bytes.resize(m_form.bytesPerSample());
    m_form.write(std::vector<double>(numbers.begin(), numbers.end()), name, sample.bytes.data());
}

void NetworkInput::addRow(const std::string& row, std::vector<InputSample>& samples) const
{
    const std::optional<std::vector<float>> numbers = numbersIn(row);
    if (!numbers)
        throw CommandError(exitUsage,
                           "--row " + printable(row) + ": write numbers with commas between, such as 5.1,3.5,1.4,0.2.");
    addNumbers(row, *numbers, samples);
}

// A table as the project's own are, prepared as they were. Whether it is one.
bool NetworkInput::addPrepared(std::string_view content, const TableForm& form, const std::string& path,
                               std::vector<InputSample>& samples) const
{
    const Preparation& preparation = m_network.data().preparation;
    const std::vector<std::string> wanted = preparation.madeOf(m_column->name);
    Diagnostics diagnostics;
    std::optional<RawTable> table =
        readRawTable(content, m_network.project(), preparation, wanted, form, path, diagnostics);
    if (!table)
        return false;
    const Dataset raw = table->samples;
    const PreparedData prepared =
        prepareFresh(m_network.project().data, preparation, std::move(table->samples), diagnostics);
    throwErrors(diagnostics);
    for (const Diagnostic& one : diagnostics)
        warn(one.text);
    const Column& column = *prepared.data.find(m_column->name);
    for (int64_t i = 0; i < raw.size; ++i) {
        const std::string name = path + ", line " + std::to_string(table->lines[size_t(i)]);
        std::vector<std::byte> scratch;
        const std::span stored = storedSample(column, i, scratch);
        if (isMissing(column, i))
            throw Error(name + ": there is no value in the column “" + printable(preparation.gapIn(raw, i, wanted))
                        + "”, and the project does not say what to fill in.");
        m_form.check(stored, name);
        samples.push_back(converted(name, stored));
    }
    return true;
}

void NetworkInput::addTable(const std::string& path, std::vector<InputSample>& samples) const
{
    const size_t before = samples.size();
    const std::string file = readPackedFile(path);
    std::string_view content = file;
    if (content.starts_with("\xEF\xBB\xBF")) // a byte order mark, as spreadsheets write
        content.remove_prefix(3);
    TableForm form = tableFormOf(m_network.project());
    form.count = size_t(m_column->elements());
    if (m_column->kind == ColumnKind::numbers)
        form.names = m_column->classes; // of its numbers, where columns were combined
    if (m_column->kind == ColumnKind::numbers && form.names.empty() && form.count == 1)
        form.names = {m_column->name};
    if (!addPrepared(content, form, path, samples)) {
        for (const NumberRow& row : readNumberTable(content, form, path))
            addNumbers(path + ", line " + std::to_string(row.line), row.numbers, samples);
    }
    if (samples.size() == before)
        throw CommandError(exitUsage,
                           path
                               + (content.find_first_not_of(" \t\r\n") == std::string_view::npos
                                      ? ": the file is empty."
                                      : ": there is a header, but no row below it."));
}

void NetworkInput::addArray(const std::string& path, std::vector<InputSample>& samples) const
{
    const NpyArray array = parseNpy(readPackedFile(path), path);
    const auto elements = size_t(m_column->elements());
    if (array.values.empty() || array.values.size() % elements != 0)
        throw CommandError(exitUsage,
                           path + ": has " + std::to_string(array.values.size())
                               + " values, which is no whole number of samples of " + toString(m_column->shape) + ".");
    const size_t count = array.values.size() / elements;
    for (size_t i = 0; i < count; ++i)
        addNumbers(count == 1 ? path : path + ", sample " + std::to_string(i),
                   std::span(array.values).subspan(i * elements, elements), samples);
}

void NetworkInput::addSample(int64_t sample, std::vector<InputSample>& samples) const
{
    const Dataset& data = m_network.data().data;
    if (sample < 0 || sample >= data.size)
        throw CommandError(exitUsage,
                           "There is no sample " + std::to_string(sample) + "; the data has "
                               + std::to_string(data.size) + ", counted from 0.");
    throwErrors(checkMet(m_network.data(), std::span(&m_column->name, 1), std::span(&sample, 1)));
    std::vector<std::byte> scratch;
    const Column& column = *data.find(m_column->name);
    samples.push_back(converted("sample " + std::to_string(sample), storedSample(column, sample, scratch)));
    for (const FedColumn& fed : m_network.columns()) {
        const Column& truth = *data.find(fed.column);
        if (truth.kind != ColumnKind::classIndex || &truth == &column)
            continue;
        const int32_t index = valuesOf<int32_t>(truth)[sample];
        if (index >= 0 && size_t(index) < truth.classes.size())
            samples.back().truth = truth.classes[size_t(index)];
    }
}

std::vector<std::span<const std::byte>> NetworkInput::feedsOf(const InputSample& sample) const
{
    std::vector<std::span<const std::byte>> feeds(m_network.columns().size());
    feeds[m_form.feed()] = sample.bytes;
    return feeds;
}

} // namespace weft
