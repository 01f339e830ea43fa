#pragma once

#include "ui/inspector/fixes.h"

#include <QPointer>
#include <QWidget>

class QVBoxLayout;

namespace weft {

// The problems of one node, each a sentence in a tinted box, with the fixes it has.
class ProblemBox : public QWidget {
    Q_OBJECT
public:
    explicit ProblemBox(QWidget* parent = nullptr);
    void show(GraphDocument* document, const Diagnostics& problems);
    void say(const QString& sentence); // why the last change was refused; gone with the next show()
    using QWidget::show;

private:
    void rebuild();

    QPointer<GraphDocument> m_document;
    Diagnostics m_problems;
    QString m_sentence;
    QVBoxLayout* m_column;
};

} // namespace weft
