#include "engine/compiler/arena.h"
#include "engine/support/random.h"

#include <QTest>

#include <algorithm>

using namespace weft;

namespace {

struct Taken {
    int first, last;
    size_t begin, end;
};

// Every offset where something ends is tried.
size_t lowestFree(const std::vector<Taken>& all, int first, int last, size_t bytes)
{
    std::vector<size_t> offsets = {0};
    for (const Taken& one : all)
        offsets.push_back(one.end);
    std::ranges::sort(offsets);
    return *std::ranges::find_if(offsets, [&](size_t offset) {
        return std::ranges::none_of(all, [&](const Taken& one) {
            return one.first <= last && first <= one.last && one.begin < offset + bytes && offset < one.end;
        });
    });
}

} // namespace

class TestArena : public QObject {
    Q_OBJECT

private slots:
    void theLowestFreeOffsetIsFound_data()
    {
        QTest::addColumn<int>("times");
        for (const int times : {1, 2, 3, 64, 100})
            QTest::addRow("%d times", times) << times;
    }
    void theLowestFreeOffsetIsFound()
    {
        QFETCH(int, times);
        for (uint64_t seed = 0; seed < 20; ++seed) {
            RandomSequence random(seed, 0);
            Arena arena(times);
            std::vector<Taken> all;
            for (int i = 0; i < 150; ++i) {
                const int first = int(random.below(uint32_t(times)));
                const int last = first + int(random.below(uint32_t(times - first)));
                const size_t bytes = 1 + random.below(seed % 2 == 0 ? 4 : 100);
                const size_t offset = arena.findFree(first, last, bytes);
                QCOMPARE(offset, lowestFree(all, first, last, bytes));
                arena.take(first, last, offset, bytes);
                all.push_back({first, last, offset, offset + bytes});
            }
        }
    }
    void whatIsTakenAtOtherTimesIsFree()
    {
        Arena arena(10);
        arena.take(0, 4, 0, 64);
        QCOMPARE(arena.findFree(5, 9, 64), size_t(0));
        QCOMPARE(arena.findFree(4, 5, 64), size_t(64));
    }
};

QTEST_APPLESS_MAIN(TestArena)
#include "tst_arena.moc"
