#include "ui/panels/data/data_reader.h"

#include "engine/data/data_sets.h"
#include "engine/support/error.h"
#include "ui/background/background.h"
#include "ui/document/checker.h"
#include "ui/document/graph_document.h"
#include "ui/panels/data/data_sets.h"
#include "ui/panels/data/vary_data.h"
#include "ui/style/words.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QPointer>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <new>

namespace weft {

namespace {

constexpr size_t bins = 40;
constexpr int64_t mostValues = 50'000;

// Evenly spread samples, so that the histogram is of the whole part.
std::vector<int64_t> histogramOf(const Column& column, const ColumnDescription& description,
                                 std::span<const int64_t> samples)
{
    if (description.stored.count == 0 || !(description.stored.maximum > description.stored.minimum))
        return {};
    std::vector<int64_t> counts(bins);
    const double low = description.stored.minimum;
    const double width = description.stored.maximum - low;
    const int64_t each = std::max<int64_t>(1, column.elements());
    const size_t wanted = size_t(std::max<int64_t>(1, mostValues / each));
    const size_t stride = std::max<size_t>(1, samples.size() / wanted);
    std::vector<std::byte> scratch;
    for (size_t i = 0; i < samples.size(); i += stride) {
        const std::span stored = storedSample(column, samples[i], scratch);
        for (size_t at = 0; at < size_t(each); ++at) {
            double value = 0;
            if (column.dtype == DType::u8) {
                value = double(std::to_integer<int>(stored[at]));
            } else {
                float number;
                std::memcpy(&number, stored.data() + at * sizeof number, sizeof number);
                value = double(number);
            }
            if (std::isfinite(value))
                ++counts[std::min(bins - 1, size_t(std::max(0.0, (value - low) / width * double(bins))))];
        }
    }
    return counts;
}

std::shared_ptr<const DataView> readView(const DataSection& section, const std::string& folder, Diagnostic& trouble)
{
    try {
        Diagnostics diagnostics;
        auto view =
            std::make_shared<DataView>(std::make_shared<const PreparedData>(prepareData(section, folder, diagnostics)));
        for (const Diagnostic& diagnostic : diagnostics) {
            if (diagnostic.severity == Severity::error) {
                trouble = diagnostic;
                return nullptr;
            }
        }
        view->description = describe(view->prepared);
        for (size_t i = 0; i < view->prepared.data.columns.size(); ++i) {
            const Column& column = view->prepared.data.columns[i];
            const bool numbers = (column.kind == ColumnKind::numbers || column.kind == ColumnKind::image)
                && column.files.empty() && (column.dtype == DType::f32 || column.dtype == DType::u8);
            view->histograms.push_back(numbers ? histogramOf(column, view->description.columns[i], view->prepared.train)
                                               : std::vector<int64_t>());
        }
        return view;
    } catch (const Error& error) {
        trouble.text = error.what();
    } catch (const std::bad_alloc&) {
        trouble.text = "The memory is used up; close other programs, or take less data.";
    }
    return nullptr;
}

} // namespace

DataView::DataView(std::shared_ptr<const PreparedData> data)
    : read(std::move(data))
    , prepared(*read)
    , variation(withoutSamples(prepared))
{
}

int DataView::labelColumn() const
{
    for (size_t i = 0; i < prepared.data.columns.size(); ++i) {
        if (prepared.data.columns[i].kind == ColumnKind::classIndex)
            return int(i);
    }
    return -1;
}

int DataView::shownColumn() const
{
    for (size_t i = 0; i < prepared.data.columns.size(); ++i) {
        if (prepared.data.columns[i].kind == ColumnKind::image)
            return int(i);
    }
    return prepared.data.columns.empty() ? -1 : 0;
}

DataReader::DataReader(QObject* parent)
    : QObject(parent)
{
    connect(&DataSets::get(), &DataSets::changed, this, [this] {
        if (!m_wished || !usesDataSets(m_section))
            return;
        ++m_wish;
        if (!m_reading)
            start();
    });
}

DataReader::~DataReader() = default;

DataReader* DataReader::of(GraphDocument* document)
{
    auto* reader = document->findChild<DataReader*>(QString(), Qt::FindDirectChildrenOnly);
    if (reader)
        return reader;
    reader = new DataReader(document);
    reader->m_document = document;
    return reader;
}

void DataReader::read(const GraphDocument& document)
{
    const QString file = document.file();
    read(document.project().data, file.isEmpty() ? QStringLiteral(".") : QFileInfo(file).absolutePath());
}

bool DataReader::needsDataSets() const
{
    return !m_trouble.text.empty() && !m_reading && !dataSetsAreGiven() && missesDataSets(m_section);
}

void DataReader::pick(int64_t sample)
{
    m_picked = sample;
    emit picked(sample);
}

void DataReader::read(const DataSection& section, const QString& folder)
{
    if (m_wished && section == m_section && folder == m_folder)
        return;
    const bool isThere = m_read && !m_reading && folder == m_folder && differInVariation(section, m_section);
    m_wished = true;
    if (isThere) {
        m_section = section;
        m_trouble = {};
        if (auto view = varied(*m_read, section, m_trouble))
            m_view = std::move(view);
        tell();
        return;
    }
    if (section.sources != m_section.sources || section.cleaning != m_section.cleaning || folder != m_folder)
        m_picked = -1; // its number is another sample's now
    m_section = section;
    m_folder = folder;
    ++m_wish;
    if (!m_reading) // else it begins when the one under way is done: two data sets may not fit side by side
        start();
}

void DataReader::start()
{
    m_reading = true;
    m_read.reset();
    emit changed();
    backgroundThreads().start(
        [reader = QPointer(this), wish = m_wish, section = m_section, folder = m_folder.toStdString()] {
            Diagnostic trouble;
            auto view = section.sources.empty() ? nullptr : readView(section, folder, trouble);
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [reader, wish, view, trouble] {
                    if (reader)
                        reader->done(wish, view, trouble);
                },
                Qt::QueuedConnection);
        });
}

void DataReader::done(int64_t wish, std::shared_ptr<const DataView> view, const Diagnostic& trouble)
{
    m_reading = false;
    if (wish != m_wish) {
        start();
        return;
    }
    m_read = view;
    m_view = std::move(view);
    m_trouble = trouble;
    tell();
}

void DataReader::tell()
{
    if (m_document)
        m_document->checker().setData(m_section, m_trouble.text.empty() && m_view ? m_view->read : nullptr,
                                      m_trouble.text.empty() ? Diagnostics() : Diagnostics {m_trouble});
    emit changed();
}

QString DataReader::trouble() const
{
    return sentenceOf(m_trouble);
}

} // namespace weft
