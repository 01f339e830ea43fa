#include "engine/compiler/fusion_groups.h"
#include "engine/support/random.h"

#include <QTest>

#include <functional>

using namespace weft;

namespace {

// Each node has one result and reads up to three others; every `far`-th reads from anywhere, the rest from nearby.
Program randomProgram(uint64_t seed, int count, int far)
{
    RandomSequence random(seed, 0);
    Program program;
    for (int i = 0; i < count; ++i) {
        Node node = {.out = {i}};
        for (uint32_t k = random.below(4); k > 0 && i > 0; --k) {
            const uint32_t reach = random.below(uint32_t(far)) == 0 ? uint32_t(i) : std::min(uint32_t(i), 5u);
            node.in.push_back(i - 1 - int(random.below(reach)));
        }
        program.nodes.push_back(node);
        program.values.emplace_back();
    }
    return program;
}

// By looking everywhere: whether a path leads from one group to another through a third.
bool somethingLiesBetween(const Program& program, const FusionGroups& groups, int from, int to)
{
    std::vector<char> seen(program.nodes.size(), 0);
    const std::function<bool(int)> reaches = [&](int group) {
        for (const int member : groups.members(group)) {
            for (const int value : program.nodes[size_t(member)].in) {
                const int source = groups.sourceOf(value);
                if (source == group || (source == from && group == to))
                    continue;
                if (source == from)
                    return true;
                if (!std::exchange(seen[size_t(source)], 1) && reaches(source))
                    return true;
            }
        }
        return false;
    };
    return reaches(to);
}

} // namespace

class TestFusionGroups : public QObject {
    Q_OBJECT

private slots:
    void mergeRefusesExactlyWhatWouldBeACircle_data()
    {
        QTest::addColumn<int>("far");
        for (const int far : {1, 2, 10, 100})
            QTest::addRow("one in %d reads from far", far) << far;
    }
    void mergeRefusesExactlyWhatWouldBeACircle()
    {
        QFETCH(int, far);
        int merged = 0, refused = 0;
        for (uint64_t seed = 0; seed < 30; ++seed) {
            const Program program = randomProgram(seed, 150, far);
            FusionGroups groups(program);
            RandomSequence random(seed + 1000, 0);
            for (int attempt = 0; attempt < 400; ++attempt) {
                const int node = int(random.below(uint32_t(program.nodes.size())));
                for (const int value : program.nodes[size_t(node)].in) {
                    const int earlier = groups.sourceOf(value);
                    const int later = groups.groupOf(node);
                    if (earlier == later)
                        continue;
                    const bool circle = somethingLiesBetween(program, groups, earlier, later);
                    QCOMPARE(groups.merge(earlier, later), !circle);
                    ++(circle ? refused : merged);
                    QCOMPARE(groups.groupOf(node) == groups.sourceOf(value), !circle);
                }
            }
        }
        QVERIFY(merged > 100 && refused > 100);
    }
    void membersAreInOrder()
    {
        Program program;
        program.values.resize(3);
        program.nodes = {{.out = {0}}, {.in = {0}, .out = {1}}, {.in = {0, 1}, .out = {2}}};
        FusionGroups groups(program);
        QVERIFY(!groups.merge(0, 2)); // node 1 is between
        QVERIFY(groups.merge(1, 2));
        QVERIFY(groups.merge(0, 1));
        QCOMPARE(groups.members(0), (std::vector<int> {0, 1, 2}));
        QVERIFY(groups.members(1).empty());
    }
};

QTEST_APPLESS_MAIN(TestFusionGroups)
#include "tst_fusion_groups.moc"
