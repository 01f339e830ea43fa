#pragma once

#include "engine/data/describe.h"
#include "engine/data/prepare.h"
#include "engine/support/diagnostic.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <memory>

namespace weft {

class GraphDocument;

// A project's data, read and described: what the data panels show. Immutable; any thread may look at it.
struct DataView {
    explicit DataView(std::shared_ptr<const PreparedData> read);

    std::shared_ptr<const PreparedData> read; // shared by those that only vary its pictures in another way
    const PreparedData& prepared; // the same
    PreparedData variation; // how they are varied, of columns without samples: for an Augmenter
    DataDescription description;
    // Of each column of numbers or pictures, over at most 50,000 values of the training part: 40 bins from its minimum
    // to its maximum. Empty for others.
    std::vector<std::vector<int64_t>> histograms;

    // The column that a person looks at: the first picture, else the first that feeds anything; -1 without columns.
    int shownColumn() const;
    int labelColumn() const; // the first of classes; -1: none
};

// Reads data in the background, the newest wish only. A run that trains reads for itself; this is for looking.
class DataReader : public QObject {
    Q_OBJECT
public:
    explicit DataReader(QObject* parent = nullptr);
    // One for all panels that look at its data; the document's check takes into account what has been read.
    static DataReader* of(GraphDocument* document);
    ~DataReader() override;

    // Does nothing if this very section has been read or is being read. Another variation of pictures is no reason to
    // read anything again.
    void read(const DataSection& section, const QString& folder);
    void read(const GraphDocument& document); // its data, from its folder
    void pick(int64_t sample); // among the samples; for the panels that show one
    int64_t pickedSample() const { return m_picked; } // -1: none
    bool isReading() const { return m_reading; }
    std::shared_ptr<const DataView> view() const { return m_view; } // of the last that succeeded
    QString trouble() const; // why the last wish failed; empty: it did not
    bool needsDataSets() const; // the folder of data sets has not been chosen, or is another one

signals:
    void changed();
    void picked(qint64 sample);

private:
    void start();
    void done(int64_t wish, std::shared_ptr<const DataView> view, const Diagnostic& trouble);
    void tell(); // panels and the check

    DataSection m_section;
    QString m_folder;
    bool m_wished = false;
    bool m_reading = false;
    int64_t m_wish = 0;
    std::shared_ptr<const DataView> m_view;
    std::shared_ptr<const DataView> m_read; // what m_section says, but for the variation; nullptr: not read (yet)
    Diagnostic m_trouble; // without text: none
    int64_t m_picked = -1;
    GraphDocument* m_document = nullptr; // the parent; nullptr: of none
};

} // namespace weft
