#include "ui/style/words.h"

#include "engine/support/diagnostic.h"
#include "ui/style/language/problem_sentences.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>
#include <string_view>

namespace weft {

QString translated(const std::string& english)
{
    return QCoreApplication::translate("weft::layers", english.c_str());
}

QString deviceWords(const std::string& english)
{
    static const QRegularExpression threads(QStringLiteral("^(\\d+) threads?$"));
    QStringList parts = QString::fromStdString(english).split(QStringLiteral(", "));
    for (QString& part : parts) {
        const QString count = threads.match(part).captured(1);
        if (!count.isEmpty())
            part = count == QLatin1String("1") ? QCoreApplication::translate("weft::devices", "1 thread")
                                               : QCoreApplication::translate("weft::devices", "%1 threads").arg(count);
        else if (part == QLatin1String("without cuDNN"))
            part = QCoreApplication::translate("weft::devices", "without cuDNN");
    }
    return parts.join(
        QCoreApplication::translate("weft::devices", ", ", "between the parts of a device's description"));
}

QString sentenceOf(const Diagnostic& problem)
{
    return problemSentence(QString::fromStdString(problem.text));
}

QString sentenceOf(const std::exception& error)
{
    return problemSentence(QString::fromUtf8(error.what()));
}

QString nameOf(const std::string& id)
{
    static constexpr std::array<std::string_view, 3> abbreviations = {"cpu", "cuda", "ema"};
    QString name = QString::fromStdString(id);
    if (std::ranges::find(abbreviations, id) != abbreviations.end())
        return name.toUpper();
    if (id.size() <= 4 && std::ranges::any_of(id, [](char c) { return c >= '0' && c <= '9'; })
        && id.find('_') == std::string::npos)
        return name; // "bf16"
    name.replace(u'_', u' ');
    if (!name.isEmpty())
        name[0] = name[0].toUpper();
    return QCoreApplication::translate("weft::layers", name.toUtf8().constData());
}

QString withoutKeyMark(QString text)
{
    const qsizetype bracket = text.indexOf(QLatin1String("(&"));
    if (bracket >= 0 && text.indexOf(u')', bracket) == bracket + 3)
        text.remove(bracket, 4);
    return text.remove(u'&');
}

} // namespace weft
