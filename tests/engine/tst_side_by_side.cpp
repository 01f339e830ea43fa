#include "engine/runtime/side_by_side.h"

#include <QTest>

// Which launches must wait for which, from the memory that they touch.

using namespace weft;

namespace {

std::byte memory[64];

Reach::Range at(int begin, int size)
{
    return {memory + begin, memory + begin + size};
}

} // namespace

class TestSideBySide : public QObject {
    Q_OBJECT
private slots:
    void whatIsReadIsWaitedFor()
    {
        const std::vector<Reach> launches = {{{}, {at(0, 8)}}, {{at(0, 8)}, {at(8, 8)}}, {{at(4, 2)}, {at(16, 8)}}};
        const auto waits = waitsOf(launches);
        QCOMPARE(waits[1], std::vector<int> {0});
        QCOMPARE(waits[2], std::vector<int> {0}); // not for the second: they may run at the same time
    }

    void nothingIsOverwrittenBeforeItIsRead()
    {
        const std::vector<Reach> launches = {
            {{}, {at(0, 8)}}, {{at(0, 8)}, {at(8, 8)}}, {{at(0, 8)}, {at(16, 8)}}, {{}, {at(7, 4)}}};
        QCOMPARE(waitsOf(launches)[3], (std::vector<int> {2, 1}));
    }

    void lastWriterWins()
    {
        const std::vector<Reach> launches = {{{}, {at(0, 8)}}, {{}, {at(0, 8)}}};
        QCOMPARE(waitsOf(launches)[1], std::vector<int> {0});
    }

    void whatOneWaitsForAnywayIsLeftOut()
    {
        std::vector<Reach> launches;
        for (int i = 0; i < 8; ++i) // each reads all that there is
            launches.push_back({{at(0, i * 8)}, {at(i * 8, 8)}});
        const auto waits = waitsOf(launches);
        for (int i = 1; i < 8; ++i)
            QCOMPARE(waits[size_t(i)], std::vector<int> {i - 1});
    }

    void launchesThatTouchNothingInCommonWaitForNone()
    {
        std::vector<Reach> launches;
        for (int i = 0; i < 8; ++i)
            launches.push_back({{at(i * 8, 8)}, {at(i * 8, 8)}});
        for (const auto& waits : waitsOf(launches))
            QVERIFY(waits.empty());
    }

    void emptyRangesMeetNothing()
    {
        const std::vector<Reach> launches = {{{}, {at(0, 8)}}, {{at(0, 0)}, {at(4, 0), at(8, 8)}}};
        QVERIFY(waitsOf(launches)[1].empty());
    }
};

QTEST_GUILESS_MAIN(TestSideBySide)
#include "tst_side_by_side.moc"
