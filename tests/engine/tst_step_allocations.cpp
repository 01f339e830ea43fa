#include "tests/support/small_projects.h"
#include "tests/support/training.h"

#include <QTest>

#include <atomic>
#include <cstdlib>
#include <new>

using namespace weft;

// Every allocation of this program passes here, so that a test can count those of a step.
static std::atomic<int64_t> allocations = 0;

#ifndef __SANITIZE_ADDRESS__ // which brings an operator new of its own
void* operator new(size_t bytes)
{
    ++allocations;
    if (void* memory = std::malloc(bytes == 0 ? 1 : bytes))
        return memory;
    throw std::bad_alloc();
}
void* operator new(size_t bytes, std::align_val_t alignment)
{
    ++allocations;
    const auto to = size_t(alignment);
    if (void* memory = std::aligned_alloc(to, (bytes + to - 1) / to * to))
        return memory;
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, size_t) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, size_t, std::align_val_t) noexcept
{
    std::free(memory);
}
#endif

class TestStepAllocations : public QObject {
    Q_OBJECT

private slots:
    void aStepAllocatesNothing()
    {
#ifdef __SANITIZE_ADDRESS__
        QSKIP("The address sanitizer brings an operator new of its own, so nothing can be counted here.");
#endif
        Project project = shapes(2000);
        project.training.accumulation = 2;
        project.training.clipNorm = 1;
        project.training.ema = 0.99;
        Training training(project);
        for (int i = 0; i < 5; ++i)
            training.trainer->step();
        const int64_t before = allocations;
        QVERIFY(before > 0);
        for (int i = 0; i < 30; ++i)
            training.trainer->step();
        QCOMPARE(int64_t(allocations) - before, int64_t(0));
        QCOMPARE(training.trainer->progress().update, int64_t(35));
    }
};

QTEST_APPLESS_MAIN(TestStepAllocations)
#include "tst_step_allocations.moc"
