#pragma once

#include "ui/document/graph_document.h"

#include <QPointer>
#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace weft {

class ParamEditor;
class ParamRow;
class Section;
struct StepType;

std::vector<const StepType*> augmentations(); // the kinds of steps that vary pictures

// The values of each step that varies pictures, edited as undo steps, with what is wrong with them at the place.
class AugmentationRows : public QWidget {
    Q_OBJECT
public:
    explicit AugmentationRows(QWidget* parent = nullptr);
    void setDocument(GraphDocument* document);
    void refresh();
    bool isEmpty() const { return m_groups.empty(); }
    bool hasMistakes() const { return m_hasMistakes; }

private:
    struct Line {
        Param param;
        ParamRow* row;
        ParamEditor* editor;
    };
    struct Group { // a step
        size_t step; // among the transforms
        std::string kind;
        Section* section;
        std::vector<Line> lines;
    };
    void build();
    void change(size_t step, const Param& param, const ParamValue& value, bool merge);

    QPointer<GraphDocument> m_document;
    QVBoxLayout* m_column;
    std::vector<Group> m_groups;
    bool m_hasMistakes = false;
};

} // namespace weft
