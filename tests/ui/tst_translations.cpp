#include "engine/layers/layer_type.h"
#include "ui/windows/application.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

// What the window says is there in Chinese too: all of it.

using namespace weft;

namespace {

struct Message {
    QString context, source, translation;
    bool unfinished = false;
};

QList<Message> readTranslations(const QString& path)
{
    QList<Message> found;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return found;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (xml.name() == QLatin1String("message")) {
            found.append({.context = context, .source = {}, .translation = {}});
        } else if (xml.name() == QLatin1String("source")) {
            found.last().source = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            found.last().unfinished = xml.attributes().value(QLatin1String("type")) == QLatin1String("unfinished");
            found.last().translation = xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
        }
    }
    return found;
}

// The places that are filled in: "%1 of %2" has "%1" and "%2".
QStringList placesIn(const QString& text)
{
    QStringList places;
    for (qsizetype i = 0; i + 1 < text.size(); ++i)
        if (text[i] == QLatin1Char('%') && (text[i + 1].isDigit() || text[i + 1] == QLatin1Char('n')))
            places << text.mid(i, 2);
    places.sort();
    places.removeDuplicates();
    return places;
}

} // namespace

class TestTranslations : public QObject {
    Q_OBJECT
private slots:
    void everyTextIsTranslated()
    {
        // As lupdate finds the texts now, not as they were when the file was last brought up to date.
        QTemporaryDir folder;
        QProcess update;
        update.start(QStringLiteral(WEFT_SOURCE_DIR "/resources/translations/update"),
                     {QStringLiteral("--into"), folder.path(), QStringLiteral("--build"),
                      QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral(".."))});
        if (!update.waitForFinished(60000) || update.exitCode() != 0)
            QSKIP("lupdate or build/*/bin/layer_strings is missing: install qt6-l10n-tools, build layer_strings.");
        const QList<Message> all = readTranslations(folder.filePath(QStringLiteral("zh_CN.ts")));
        QVERIFY(all.size() > 500);
        QStringList missing;
        for (const Message& message : all)
            if (message.unfinished || message.translation.isEmpty())
                missing << message.context + QStringLiteral(": ") + message.source;
        QVERIFY2(missing.isEmpty(),
                 qPrintable(QString::number(missing.size()) + " are missing:\n" + missing.join('\n')));
    }

    void whatIsFilledInIsInBothLanguages()
    {
        for (const Message& message :
             readTranslations(QStringLiteral(WEFT_SOURCE_DIR "/resources/translations/zh_CN.ts"))) {
            if (message.unfinished || message.translation.isEmpty())
                continue;
            const QString said =
                message.context + QStringLiteral(": ") + message.source + QStringLiteral(" → ") + message.translation;
            QVERIFY2(placesIn(message.source) == placesIn(message.translation), qPrintable(said));
        }
    }

    void theProgramHasThem()
    {
        auto* const application = static_cast<Application*>(qApp);
        application->setLanguage(QStringLiteral("zh_CN"));
        QCOMPARE(QCoreApplication::translate("Panels", "Curves"), QStringLiteral("曲线"));
        application->setLanguage(QStringLiteral("en"));
        QCOMPARE(QCoreApplication::translate("Panels", "Curves"), QStringLiteral("Curves"));
    }
};

int main(int count, char** words)
{
    Application application(count, words);
    TestTranslations test;
    return QTest::qExec(&test, count, words);
}

#include "tst_translations.moc"
