#include "tests/support/random_project.h"

#include "engine/graph/field.h"
#include "engine/support/random.h"

#include <algorithm>
#include <bit>

namespace weft {

namespace {

class Maker {
public:
    explicit Maker(uint64_t seed)
        : m_random(seed, streamOf("project"))
    {
    }

    Project project()
    {
        Project project;
        project.name = text();
        project.graph = {.nodes = nodes(), .blocks = many<Block>([&] { return block(); }), .variables = params(), .unknown = unknown()};
        project.data = data();
        project.training = training();
        project.view = view();
        project.unknown = unknown();
        return project;
    }

private:
    bool chance(unsigned oneIn) { return m_random.below(oneIn) == 0; }
    template <class T, class F> std::vector<T> many(F make)
    {
        std::vector<T> list(chance(2) ? 0 : m_random.below(4));
        std::ranges::generate(list, make);
        return list;
    }
    std::string text()
    {
        constexpr std::string_view pieces[] = {"a", "Z",    "conv", "0", " ",    "\"",   "\\", "\n", "\t",
                                               "é", "日本", "🧵", ".", "\x01", "\x7f", "/",  "{",  "true"};
        std::string text;
        for (uint32_t i = m_random.below(6); i > 0; --i)
            text += pieces[m_random.below(std::size(pieces))];
        return text;
    }
    std::string id() { return "n" + std::to_string(m_random.below(50)) + (chance(8) ? "-" + text() : ""); }
    // A port's name: what stands before the last dot of a reference is the node, so a port has none.
    std::string port()
    {
        std::string port = chance(4) ? text() : "y";
        std::erase(port, '.');
        return port.empty() ? "x" : port;
    }
    double real()
    {
        if (chance(3))
            return double(m_random.below(1000)) - 500;
        const double value = std::bit_cast<double>((uint64_t(m_random.bits()) << 32) | m_random.bits());
        return std::isfinite(value) ? value : -0.0;
    }
    int64_t whole()
    {
        return chance(2) ? m_random.below(100)
                         : std::bit_cast<int64_t>((uint64_t(m_random.bits()) << 32) | m_random.bits());
    }
    Json json(int depth)
    {
        switch (m_random.below(depth > 3 ? 5 : 7)) {
        case 0:
            return {};
        case 1:
            return chance(2);
        case 2:
            return whole();
        case 3:
            return Json::number(chance(2) ? "1.50e-3" : "123456789012345678901234567890");
        case 4:
            return text();
        case 5:
            return many<Json>([&] { return json(depth + 1); });
        default:
            return object(depth + 1, "k");
        }
    }
    Json::Object object(int depth, const std::string& prefix)
    {
        Json::Object object;
        for (uint32_t i = m_random.below(4); i > 0; --i)
            object.emplace_back(prefix + std::to_string(i) + text(), json(depth));
        return object;
    }
    Unknown unknown() { return chance(4) ? object(0, "future_") : Unknown(); }
    ParamValue value()
    {
        switch (m_random.below(7)) {
        case 0:
            return chance(2);
        case 1:
            return whole();
        case 2:
            return real();
        case 3:
            return text();
        case 4:
            return OtherValue(Json::Object {{"k", json(0)}});
        case 5:
            return OtherValue(Json::Array {Json::number("0.90"), text()});
        default:
            return many<int64_t>([&] { return whole(); });
        }
    }
    Params params()
    {
        Params params;
        for (uint32_t i = m_random.below(4); i > 0; --i)
            params.emplace("p" + text(), value());
        return params;
    }
    // Every plain setting: sometimes its default, sometimes any value.
    template <class T> T fields()
    {
        T part = {};
        for (const Field<T>& field : fieldsOf<T>()) {
            if (field.presence == Presence::optional && chance(2))
                continue;
            std::visit([&](auto member) { set(part.*member); }, field.member);
        }
        part.unknown = unknown();
        if constexpr (requires { part.params; })
            part.params = anyParams(part.params);
        return part;
    }
    Params anyParams(const Params&) { return params(); }
    std::vector<PromotedParam> anyParams(const std::vector<PromotedParam>&) { return {}; }
    void set(bool& out) { out = chance(2); }
    void set(int64_t& out) { out = whole(); }
    void set(double& out) { out = real(); }
    void set(std::string& out) { out = text(); }
    void set(std::vector<std::string>& out)
    {
        out = many<std::string>([&] { return text(); });
    }

    std::vector<GraphNode> nodes()
    {
        return many<GraphNode>([&] { return node(); });
    }
    GraphNode node()
    {
        GraphNode node = fields<GraphNode>();
        node.id = id();
        node.repeat = 1 + m_random.below(10'000);
        // The wires of one port stand together: the file has them in one list.
        for (uint32_t i = m_random.below(4); i > 0; --i) {
            const std::string to = std::to_string(i) + port();
            for (uint32_t wires = 1 + (chance(3) ? m_random.below(4) : 0); wires > 0; --wires)
                node.inputs.push_back({to, {id(), port()}});
        }
        return node;
    }
    Block block()
    {
        Block block = fields<Block>();
        block.nodes = nodes();
        block.inputs = many<BlockPort>([&] { return BlockPort {.id = text()}; });
        for (uint32_t i = m_random.below(3); i > 0; --i) {
            block.outputs.push_back({.id = std::to_string(i) + text()});
            if (!chance(4))
                block.outputs.back().from = PortRef {id(), port()};
        }
        block.params = many<PromotedParam>([&] {
            PromotedParam param = fields<PromotedParam>();
            if (chance(2))
                param.value = value();
            return param;
        });
        return block;
    }
    DataSection data()
    {
        DataSection data;
        data.sources = many<DataSource>([&] { return fields<DataSource>(); });
        data.cleaning = many<DataStep>([&] { return fields<DataStep>(); });
        data.transforms = many<DataStep>([&] { return fields<DataStep>(); });
        if (chance(2))
            data.split = fields<DataSplit>();
        for (uint32_t i = m_random.below(3); i > 0; --i)
            data.feeds.emplace(id(), text());
        data.unknown = unknown();
        return data;
    }
    TrainingSection training()
    {
        TrainingSection training = fields<TrainingSection>();
        training.optimizer = fields<Choice>();
        if (chance(2))
            training.schedule = fields<Choice>();
        if (chance(2))
            training.earlyStop = fields<EarlyStop>();
        if (chance(2))
            training.checkpoints = fields<CheckpointPolicy>();
        return training;
    }
    ViewSection view()
    {
        ViewSection view = fields<ViewSection>();
        for (uint32_t i = m_random.below(4); i > 0; --i)
            view.nodes.emplace(id(), fields<NodeView>());
        dress(view);
        for (uint32_t i = m_random.below(3); i > 0; --i) {
            BlockView block = fields<BlockView>();
            dress(block);
            view.blocks.emplace(id(), std::move(block));
        }
        for (uint32_t i = m_random.below(3); i > 0; --i)
            view.bookmarks.emplace(id(), fields<Bookmark>());
        return view;
    }
    void dress(auto& view)
    {
        view.frames = many<Frame>([&] { return fields<Frame>(); });
        view.notes = many<Note>([&] { return fields<Note>(); });
        for (uint32_t i = m_random.below(3); i > 0; --i)
            view.wires.emplace(id() + ".y > " + id() + ".x", many<Dot>([&] { return Dot {real(), real()}; }));
    }

    RandomSequence m_random;
};

} // namespace

Project randomProject(uint64_t seed)
{
    return Maker(seed).project();
}

} // namespace weft
