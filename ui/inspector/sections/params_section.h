#pragma once

#include "ui/inspector/sections/rows.h"
#include "ui/inspector/target.h"

#include <vector>

namespace weft {

class ParamEditor;
class ParamRow;

// The parameters of the picked nodes, from their records: a row each, edited together when several are picked.
class ParamsSection : public Rows {
    Q_OBJECT
public:
    explicit ParamsSection(QWidget* parent = nullptr);
    void setTarget(const Target& target); // builds the rows again only if they are others
    void refresh(); // values, dots, mistakes
    bool shows(const std::string& param) const;

signals:
    void refused(const QString& sentence);

private:
    void build(const std::vector<Param>& params);
    void openMenu(const Param& param, const QPoint& at);
    void togglePromotion(const std::string& param);
    bool isPromoted(const std::string& param, QString* as = nullptr) const;

    struct Line {
        Param param;
        ParamRow* row;
        ParamEditor* editor;
    };
    Target m_target;
    std::vector<Line> m_lines;
};

} // namespace weft
