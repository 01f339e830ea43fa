#include "ui/inspector/params/sizes_editor.h"

#include "ui/inspector/params/unit_edit.h"
#include "ui/style/controls/number/expression.h"
#include "ui/style/words.h"

#include <QKeyEvent>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

const QString between = QStringLiteral(" × ");

QString textOf(const std::vector<int64_t>& sizes)
{
    QStringList words;
    for (const int64_t size : sizes)
        words << QString::number(size);
    return words.join(between);
}

} // namespace

SizesEditor::SizesEditor(const Param& given, QWidget* parent)
    : ParamEditor(given, parent)
    , m_edit(new UnitEdit)
{
    m_edit->setUnit(translated(param().unit));
    m_edit->installEventFilter(this);
    hold(m_edit);
    connect(m_edit, &QLineEdit::editingFinished, this, &SizesEditor::take);
    connect(m_edit, &QLineEdit::textEdited, this, [this] { m_edit->setRefused(false); });
}

bool SizesEditor::standsForAll() const
{
    return param().minimumCount == 1 && param().maximumCount > 1 && param().maximumCount <= 3;
}

void SizesEditor::showValue(const std::optional<ParamValue>& value)
{
    m_shown.reset();
    if (value) {
        if (const auto* sizes = std::get_if<std::vector<int64_t>>(&*value))
            m_shown = *sizes;
        else if (const auto* one = std::get_if<int64_t>(&*value))
            m_shown = std::vector<int64_t> {*one};
    }
    if (m_edit->hasFocus() && m_edit->isModified())
        return; // being typed in
    m_edit->setRefused(false);
    m_edit->setPlaceholderText(m_shown ? QStringLiteral("–") : tr("several"));
    if (!m_shown)
        return m_edit->clear();
    std::vector<int64_t> all = *m_shown;
    if (all.size() == 1 && standsForAll())
        all.resize(size_t(param().maximumCount), all.front());
    if (m_edit->text() != textOf(all)) // else what is selected stays so: it is about to be typed over
        m_edit->setText(textOf(all));
}

std::optional<std::vector<int64_t>> SizesEditor::typed() const
{
    static const QRegularExpression separators(QStringLiteral("[×xX,;]|\\s+"));
    QString text = m_edit->text();
    text.remove(QRegularExpression(QStringLiteral("[\\[\\]]")));
    std::vector<int64_t> sizes;
    for (const QString& word : text.split(separators, Qt::SkipEmptyParts)) {
        const std::optional<double> number = evaluateExpression(word, 0);
        if (!number || *number != std::round(*number) || *number < param().minimum || *number > param().maximum)
            return {};
        sizes.push_back(int64_t(*number));
    }
    if (int(sizes.size()) < param().minimumCount || int(sizes.size()) > param().maximumCount)
        return {};
    const bool same = !sizes.empty() && std::ranges::all_of(sizes, [&](int64_t size) { return size == sizes.front(); });
    if (same && standsForAll() && int(sizes.size()) == param().maximumCount)
        sizes.resize(1);
    return sizes;
}

void SizesEditor::take()
{
    if (!m_edit->isModified())
        return;
    const std::optional<std::vector<int64_t>> sizes = typed();
    const bool leftEmpty = m_edit->text().trimmed().isEmpty() && (!m_shown || param().minimumCount > 0);
    if (!sizes && !leftEmpty) {
        m_edit->setRefused(true);
        m_edit->setToolTip(rangeSentence());
        return;
    }
    m_edit->setModified(false);
    m_edit->setToolTip({});
    if (sizes && sizes != m_shown) {
        emit edited(*sizes);
        emit finished();
    } else if (m_shown) {
        showValue(ParamValue(*m_shown));
    }
}

QString SizesEditor::rangeSentence() const
{
    const QString count = param().minimumCount == param().maximumCount
        ? param().maximumCount == 1 ? tr("one whole number") : tr("%1 whole numbers").arg(param().maximumCount)
        : tr("%1 to %2 whole numbers").arg(param().minimumCount).arg(param().maximumCount);
    return tr("Enter %1, each between %2 and %3, such as \"%4\".")
        .arg(count, QString::number(param().minimum), QString::number(param().maximum),
             textOf(std::vector<int64_t>(size_t(std::max(1, std::min(param().maximumCount, 2))), 3)));
}

void SizesEditor::step(int by)
{
    const QString text = m_edit->text();
    static const QRegularExpression number(QStringLiteral("-?\\d+"));
    QRegularExpressionMatchIterator all = number.globalMatch(text);
    while (all.hasNext()) {
        const QRegularExpressionMatch match = all.next();
        if (match.capturedEnd() < m_edit->cursorPosition() && all.hasNext())
            continue;
        const double next = std::clamp(match.captured().toDouble() + by, param().minimum, param().maximum);
        const QString word = QString::number(int64_t(next));
        m_edit->setText(text.left(match.capturedStart()) + word + text.mid(match.capturedEnd()));
        m_edit->setModified(true);
        const int caret = int(match.capturedStart() + word.size());
        take();
        m_edit->setCursorPosition(std::min(caret, int(m_edit->text().size())));
        return;
    }
}

bool SizesEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            step(key == Qt::Key_Up ? 1 : -1);
            return true;
        }
        if (key == Qt::Key_Escape && m_edit->isModified() && m_shown) {
            m_edit->setModified(false);
            showValue(ParamValue(*m_shown));
            return true;
        }
    }
    return ParamEditor::eventFilter(watched, event);
}

} // namespace weft
