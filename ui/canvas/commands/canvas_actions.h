#pragma once

#include "ui/canvas/commands/actions_table.h"

#include <QAction>
#include <QObject>

namespace weft {

class EditingTools;

// The rows of the actions table as QActions of a canvas: their keys work while it has the focus, and they are enabled
// while they can be used; a tooltip says why one cannot.
class CanvasActions : public QObject {
    Q_OBJECT
public:
    CanvasActions(EditingTools& tools, QObject* parent);
    QAction* action(const QString& id) const; // nullptr: there is none
    const QList<QAction*>& all() const { return m_actions; }
    void refresh(); // now

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void watch();
    QString whyNot(CanvasCommand::Needs needs) const;

    EditingTools& m_tools;
    QList<QAction*> m_actions; // as the rows of the table
    QMetaObject::Connection m_selectionChanged;
    QMetaObject::Connection m_scopeChanged;
    QMetaObject::Connection m_documentChanged;
    bool m_wordsChanged = true;
};

} // namespace weft
