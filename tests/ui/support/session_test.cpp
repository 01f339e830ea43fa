#include "tests/ui/support/session_test.h"

#include <QApplication>

#include <clocale>

namespace weft {

int runSessionTest(QObject& test, int count, char** words)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(count, words);
    if (std::setlocale(LC_ALL, "de_DE.UTF-8") == nullptr) // numbers must not become "1,5"
        std::setlocale(LC_ALL, "");
    return QTest::qExec(&test, count, words);
}

} // namespace weft
