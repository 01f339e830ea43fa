#pragma once

#include "engine/graph/field.h"
#include "engine/graph/param.h"
#include "ui/document/graph_document.h"
#include "ui/inspector/sections/rows.h"

#include <QPointer>

#include <functional>
#include <vector>

namespace weft {

class ParamEditor;
class ParamRow;

// Rows for settings of the training: each shows one value of the section and changes it as one undo step.
class SettingsRows : public Rows {
    Q_OBJECT
public:
    using Read = std::function<ParamValue(const TrainingSection&)>;
    using Write = std::function<void(TrainingSection&, const ParamValue&)>;

    explicit SettingsRows(QWidget* parent = nullptr);
    void setDocument(GraphDocument* document);
    // `key`: as problems name it ("training.epochs"); the param's value is the default.
    // `editor`: another one than the param's kind has.
    ParamRow* addSetting(const QString& label, const QString& key, const Param& param, Read read, Write write,
                         ParamEditor* editor = nullptr);
    void removeFrom(int count); // rows beyond these
    int count() const { return int(m_lines.size()); }
    void refresh();

private:
    struct Line {
        QString key;
        Param param;
        Read read;
        Write write;
        ParamRow* row;
        ParamEditor* editor;
    };
    void change(size_t line, const ParamValue& value, bool merge);

    QPointer<GraphDocument> m_document;
    std::vector<Line> m_lines;
};

// A plain setting as a parameter, from its record in engine/graph/fields.cpp, with the default of a new T.
template <class T> Param paramOf(const Field<T>& field)
{
    Param param {
        .id = std::string(field.key), .kind = Param::Kind::text, .value = false, .doc = std::string(field.doc)};
    param.minimum = field.minimum;
    param.maximum = field.maximum;
    std::visit(
        [&]<class Value>(Value T::*member) {
            if constexpr (!std::is_same_v<Value, std::vector<std::string>>)
                param.value = T().*member;
            param.kind = std::is_same_v<Value, bool> ? Param::Kind::toggle
                : std::is_same_v<Value, int64_t>     ? Param::Kind::integer
                : std::is_same_v<Value, double>      ? Param::Kind::real
                : field.choices.empty()              ? Param::Kind::text
                                                     : Param::Kind::choice;
        },
        field.member);
    for (const std::string_view choice : field.choices)
        param.choices.emplace_back(choice);
    return param;
}

} // namespace weft
