#include "engine/backends/cpu/cpu_backend.h"
#include "engine/compiler/passes.h"
#include "engine/ir/builder.h"
#include "engine/ir/ops/ops.h"
#include "engine/runtime/executable.h"
#include "tests/support/forwarding_backend.h"

#include <QTest>

#include <algorithm>
#include <cstring>

// The pass that puts the updates of all weights into one node, for backends that have a kernel for it.

using namespace weft;

namespace {

// The CPU with such a kernel: one chain after the other.
class GroupingBackend final : public NodeByNode {
public:
    GroupingBackend()
        : NodeByNode(CpuOptions())
    {
    }
    std::unique_ptr<Kernel> prepare(const Node& node, const Program& program) override
    {
        if (node.op != &chainsOp)
            return device().prepare(node, program);
        auto kernel = std::make_unique<InTurn>();
        const auto& how = std::get<ChainsAttrs>(node.attrs);
        auto in = node.in.begin();
        auto out = node.out.begin();
        for (size_t i = 0; i < how.chains.size(); ++i) {
            const Node one = {.op = &chainOp,
                              .attrs = how.chains[i],
                              .in = {in, in + how.operands[i]},
                              .out = {out, out + int64_t(how.chains[i].results.size())}};
            kernel->parts.push_back({device().prepare(one, program), one.in.size(), one.out.size()});
            in += how.operands[i];
            out += int64_t(one.out.size());
        }
        return kernel;
    }

private:
    struct InTurn final : Kernel {
        struct Part {
            std::unique_ptr<Kernel> kernel;
            size_t operands, results;
        };
        std::vector<Part> parts = {};
        size_t workspaceBytes() const override
        {
            size_t most = 0;
            for (const Part& part : parts)
                most = std::max(most, part.kernel->workspaceBytes());
            return most;
        }
        void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte* workspace) override
        {
            for (const Part& part : parts) {
                part.kernel->launch(in.first(part.operands), out.first(part.results), workspace);
                in = in.subspan(part.operands);
                out = out.subspan(part.results);
            }
        }
    };
};

// A step of gradient descent with momentum and clipping: the gradient of each weight is an input.
Program descent(const std::vector<Shape>& shapes)
{
    Program program;
    Builder builder(program);
    Values weights, gradients;
    for (const Shape& shape : shapes) {
        const std::string name = std::to_string(weights.size());
        weights.push_back(builder.state({.name = "weight" + name, .init = {.a = 0.5}}, shape, DType::f32));
        gradients.push_back(builder.input("gradient" + name, shape, DType::f32));
    }
    Value normSquared;
    for (const Value& gradient : gradients)
        normSquared = normSquared.valid() ? normSquared + sum(square(gradient)) : sum(square(gradient));
    const Value scale = minimum(0.5 / sqrt(normSquared), 1.0);
    for (size_t i = 0; i < weights.size(); ++i) {
        const Value velocity = builder.state({.name = "velocity" + std::to_string(i)}, shapes[i], DType::f32);
        const Value next = velocity * 0.9 + gradients[i] * scale;
        builder.setNext(velocity, next);
        builder.setNext(weights[i], weights[i] - next * 0.1);
    }
    builder.output("norm", sqrt(normSquared));
    return program;
}

std::vector<const Node*> groupsOf(const Program& program)
{
    std::vector<const Node*> groups;
    for (const Node& node : program.nodes) {
        if (node.op == &chainsOp)
            groups.push_back(&node);
    }
    return groups;
}

size_t chainsIn(const Node& node)
{
    return std::get<ChainsAttrs>(node.attrs).chains.size();
}

// The weights after three steps.
std::vector<float> trained(Program program, Backend& backend, const std::vector<Shape>& shapes)
{
    States states(backend, 1);
    Executable step(std::move(program), states);
    for (int i = 0; i < 3; ++i) {
        for (size_t k = 0; k < shapes.size(); ++k) {
            std::vector<float> gradient(size_t(shapes[k].elements()));
            for (size_t j = 0; j < gradient.size(); ++j)
                gradient[j] = float(j % 7) - 3 + float(i);
            step.write(*step.findInput("gradient" + std::to_string(k)), std::as_bytes(std::span(gradient)));
        }
        step.run();
    }
    std::vector<float> all;
    for (size_t k = 0; k < shapes.size(); ++k) {
        std::vector<float> weight(size_t(shapes[k].elements()));
        states.read("weight" + std::to_string(k), std::as_writable_bytes(std::span(weight)));
        all.insert(all.end(), weight.begin(), weight.end());
    }
    return all;
}

} // namespace

class TestGroupChains : public QObject {
    Q_OBJECT
private slots:
    void theUpdatesOfAllWeightsAreOneNode()
    {
        GroupingBackend backend;
        const std::vector<Shape> shapes = {{3, 5}, {40}, {2, 3, 4, 5}, {7, 1}};
        Program apart = descent(shapes), together = apart;
        optimize(apart, backend, {"group_chains"});
        optimize(together, backend);
        QVERIFY2(verify(together).empty(), verify(together).c_str());
        QVERIFY(groupsOf(apart).empty());
        const auto groups = groupsOf(together);
        QCOMPARE(groups.size(), size_t(2)); // the sums of squares, and the updates
        QCOMPARE(chainsIn(*groups[0]), shapes.size());
        QCOMPARE(chainsIn(*groups[1]), shapes.size());
        QCOMPARE(trained(together, backend, shapes), trained(apart, backend, shapes));
    }

    void otherUpdatesStayApart()
    {
        GroupingBackend backend;
        Program program;
        Builder builder(program);
        const Value gradient = builder.input("gradient", {3, 5}, DType::f32);
        const auto state = [&](const std::string& name) { return builder.state({.name = name}, {3, 5}, DType::f32); };
        const Value a = state("a"), b = state("b"), c = state("c"), d = state("d");
        const Value nextA = a - gradient * 0.1;
        builder.setNext(a, nextA);
        builder.setNext(b, b - gradient * 0.2); // another number in the code
        builder.setNext(c, c - sum(nextA, {1}) * 0.1); // broadcasts
        const Value row = sum(exp(nextA), {0, 1});
        builder.setNext(d, d - gradient * 0.1 * row); // other code
        optimize(program, backend);
        QVERIFY(verify(program).empty());
        QVERIFY(groupsOf(program).empty());
    }

    // Equal code, but the second reads what the first computes: by itself, or on a way through others.
    void whatDependsOnAnotherStaysBehindIt()
    {
        GroupingBackend backend;
        Program program;
        Builder builder(program);
        Value from = builder.input("gradient", {3, 5}, DType::f32);
        for (int i = 0; i < 3; ++i) {
            const Value weight = builder.state({.name = "weight" + std::to_string(i)}, {3, 5}, DType::f32);
            const Value next = weight - from * 0.1;
            builder.setNext(weight, next);
            from = matmul(next, builder.input("mix" + std::to_string(i), {5, 5}, DType::f32));
        }
        const std::string before = [&] {
            Program copy = program;
            optimize(copy, backend, {"group_chains"});
            return print(copy);
        }();
        optimize(program, backend);
        QCOMPARE(QString::fromStdString(print(program)), QString::fromStdString(before));
    }

    void aBackendWithoutTheKernelSeesNothing()
    {
        const auto backend = makeCpuBackend();
        Program plain = descent({{3, 5}, {4}}), passed = plain;
        optimize(plain, *backend, {"group_chains"});
        optimize(passed, *backend);
        QCOMPARE(QString::fromStdString(print(passed)), QString::fromStdString(print(plain)));
    }
};

QTEST_GUILESS_MAIN(TestGroupChains)
#include "tst_group_chains.moc"
