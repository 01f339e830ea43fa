#include "ui/inspector/sections/problem_box.h"

#include "ui/inspector/sections/message.h"
#include "ui/style/style.h"
#include "ui/style/words.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace weft {

ProblemBox::ProblemBox(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setSpacing(Style::get().px(6));
    hide();
}

void ProblemBox::show(GraphDocument* document, const Diagnostics& problems)
{
    if (document == m_document && problems == m_problems && m_sentence.isEmpty())
        return;
    m_document = document;
    m_problems = problems;
    m_sentence.clear();
    rebuild();
}

void ProblemBox::say(const QString& sentence)
{
    m_sentence = sentence;
    rebuild();
}

void ProblemBox::rebuild()
{
    while (QLayoutItem* item = m_column->takeAt(0)) {
        if (QWidget* old = item->widget()) {
            old->hide();
            old->deleteLater();
        }
        delete item;
    }
    const Style& style = Style::get();
    m_column->setContentsMargins(style.px(12), style.px(8), style.px(12), style.px(8));
    if (!m_sentence.isEmpty())
        m_column->addWidget(new Message(Severity::warning, m_sentence, this));
    for (const Diagnostic& problem : m_problems) {
        auto* message = new Message(problem.severity, sentenceOf(problem), this);
        m_column->addWidget(message);
        if (!m_document)
            continue;
        for (const Fix& fix : fixesFor(*m_document, problem)) {
            QPushButton* button = message->addButton(fix.title);
            button->setToolTip(fix.note);
            connect(button, &QPushButton::clicked, this, fix.apply, Qt::QueuedConnection); // the box may go with it
        }
    }
    setVisible(m_column->count() > 0);
}

} // namespace weft
