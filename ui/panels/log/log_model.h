#pragma once

#include <QAbstractListModel>
#include <QDateTime>

#include <deque>

namespace weft {

// What a training told, one row each, oldest first. Only the newest rows are kept.
class LogModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum class Kind : uint8_t { state, epoch, checkpoint, mark, warning, error };
    struct Entry {
        QDateTime time;
        qint64 step = 0; // 0: none
        Kind kind = Kind::state;
        QString text;
    };
    enum Role { EntryKind = Qt::UserRole, Time, Step };
    static constexpr int mostEntries = 20'000;

    explicit LogModel(QObject* parent = nullptr);
    void add(Entry entry);
    void clear();
    const Entry& entry(int row) const { return m_entries[size_t(row)]; }
    QString line(int row) const; // for the clipboard: "14:02:11  step 1,480  …"

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    std::deque<Entry> m_entries;
};

} // namespace weft
