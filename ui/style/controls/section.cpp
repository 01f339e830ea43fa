#include "ui/style/controls/section.h"

#include "ui/style/controls/section_header.h"
#include "ui/style/style.h"

#include <QPainter>
#include <QSettings>
#include <QVBoxLayout>

namespace weft {

Section::Section(const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_header(new SectionHeader(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 1, 0, 0); // the line
    column->setSpacing(0);
    column->addWidget(m_header);
    setTitle(title);
    m_header->setFolded(false);
    const auto fold = [this](bool folded) {
        if (folded == m_folded)
            return;
        setFolded(folded);
        emit foldedChanged(folded);
    };
    connect(m_header, &SectionHeader::foldAsked, this, fold);
    connect(m_header, &QAbstractButton::clicked, this, [this, fold] { fold(!m_folded); });
    connect(&Style::get(), &Style::changed, this, qOverload<>(&QWidget::update));
}

void Section::setTitle(const QString& title)
{
    m_header->setText(title);
    m_header->setAccessibleName(title);
}

void Section::setNote(const QString& note)
{
    m_header->setNote(note);
}

void Section::setContent(QWidget* content)
{
    delete m_content;
    m_content = content;
    if (content) {
        layout()->addWidget(content);
        content->setVisible(!m_folded);
    }
}

void Section::setFolded(bool folded)
{
    m_folded = folded;
    m_header->setFolded(folded);
    if (m_content)
        m_content->setVisible(!folded);
}

void Section::keepFolded(const QString& setting)
{
    setFolded(QSettings().value(setting, false).toBool());
    connect(this, &Section::foldedChanged, this, [setting](bool folded) { QSettings().setValue(setting, folded); });
}

void Section::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(0, 0, width(), 1, theme().line.subtle);
}

} // namespace weft
