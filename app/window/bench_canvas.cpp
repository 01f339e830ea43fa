#include "app/window/bench_canvas.h"

#include "app/exit_code.h"
#include "app/terminal.h"
#include "app/text.h"
#include "engine/graph/read_project.h"
#include "engine/graph/write_project.h"
#include "ui/canvas/canvas.h"
#include "ui/style/style.h"

#include <QApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <random>

namespace weft {

namespace {

constexpr int frames = 120; // of each movement
constexpr QSize screen(1920, 1080);

// Rows of nodes, each wired to the one before and, on average, to one more further back.
Project largeNetwork(int nodes)
{
    std::mt19937 random(1);
    Project project;
    project.name = "Canvas bench";
    const int perRow = std::max(20, int(std::sqrt(nodes * 0.8)));
    const char* const types[] = {"conv2d", "batch_norm", "relu", "add", "concat"};
    for (int i = 0; i < nodes; ++i) {
        GraphNode node {.id = "node" + std::to_string(i), .type = i == 0 ? "image" : types[i % 5]};
        const auto wire = [&](int from) { node.inputs.push_back({"x", {"node" + std::to_string(from), "y"}}); };
        if (i > 0)
            wire(i - 1);
        const int more = i % 5 == 3 ? 2 : i % 5 == 4 ? 3 : 0;
        for (int k = 0; k < more && i > 8; ++k)
            wire(i - 2 - int(random() % 6)
                 - (random() % 8 == 0 ? int(random() % unsigned(std::min(i - 8, 3 * perRow))) : 0));
        project.view.nodes[node.id] = {.x = 232.0 * (i % perRow), .y = 176.0 * (i / perRow)};
        project.graph.nodes.push_back(std::move(node));
    }
    return project;
}

// What this thread has worked, in milliseconds: the same on a busy machine.
double workedMilliseconds()
{
    timespec time {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

struct Times {
    std::vector<double> wall = {};
    std::vector<double> cpu = {};
};

struct Timing {
    std::string what;
    Times times;
    double limit = 0; // what the median should reach; 0: none

    static double quantile(std::vector<double> sorted, double share)
    {
        std::ranges::sort(sorted);
        return sorted[std::min(sorted.size() - 1, size_t(share * double(sorted.size())))];
    }
};

class CanvasBench {
public:
    explicit CanvasBench(int nodes)
        : m_text(writeProject(largeNetwork(nodes)))
    {
        m_nodes = nodes;
    }

    std::vector<Timing> run()
    {
        open();
        checkInPeace();
        pan("pan at 100 %", 1);
        pan("pan at 60 %", 0.6);
        pan("pan at 35 %", 0.35);
        pan("pan, all in sight", 0);
        zoom();
        drag("drag a node", 1);
        drag("drag 500 nodes", 500);
        edit();
        return std::move(m_measures);
    }

private:
    template <typename Do> void time(Times& times, Do work)
    {
        QElapsedTimer clock;
        clock.start();
        const double before = workedMilliseconds();
        work();
        times.cpu.push_back(workedMilliseconds() - before);
        times.wall.push_back(double(clock.nsecsElapsed()) / 1e6);
    }
    void frame() { m_canvas->repaint(); }

    void open()
    {
        Project project;
        Timing read {"read the file", {}};
        time(read.times, [&] { project = readProject(m_text); });
        Timing shown {"open on the canvas", {}, 1000};
        time(shown.times, [&] {
            m_document = std::make_unique<GraphDocument>(std::move(project));
            m_selection = std::make_unique<Selection>(m_document.get());
            m_canvas = std::make_unique<Canvas>(m_document.get(), m_selection.get());
            m_canvas->resize(screen);
            m_canvas->show();
            QApplication::processEvents();
            frame();
        });
        size_t wires = 0;
        for (const GraphNode& node : m_document->nodes({}))
            wires += node.inputs.size();
        m_wires = wires;
        m_measures.push_back(std::move(read));
        m_measures.push_back(std::move(shown));
    }
    // The check of the whole runs beside; frames are measured without it, as while nothing is edited.
    void checkInPeace()
    {
        QElapsedTimer clock;
        clock.start();
        while (!m_document->isChecked() && clock.elapsed() < 5000)
            QApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 20);
    }
    void look(double zoom)
    {
        ViewTransform view = m_canvas->view();
        if (zoom > 0) {
            view.setZoom(zoom, {});
            view.center(m_canvas->scene().bounds().center(), screen);
        } else {
            view.fit(m_canvas->scene().bounds(), screen, 20);
        }
        m_canvas->setView(view);
        m_canvas->finishAnimations();
        frame();
    }
    void pan(const std::string& what, double zoom)
    {
        look(zoom);
        Timing measure {what, {}, 1000.0 / 60};
        for (int i = 0; i < frames; ++i) {
            time(measure.times, [&] {
                m_canvas->panBy(QPointF(-17, -7) * (i % 40 < 20 ? 1 : -1));
                frame();
            });
        }
        m_measures.push_back(std::move(measure));
    }
    void zoom()
    {
        look(0);
        Timing measure {"zoom from all to 150 % and back", {}, 1000.0 / 60};
        const double from = m_canvas->zoom();
        for (int i = 0; i < 2 * frames; ++i) {
            const double t = 1 - std::abs(double(i) / frames - 1);
            time(measure.times, [&] {
                m_canvas->zoomTo(from * std::pow(1.5 / from, t), QPointF(960, 540));
                frame();
            });
        }
        m_measures.push_back(std::move(measure));
    }
    std::vector<std::string> middle(size_t count) const
    {
        std::vector<std::string> ids;
        for (const GraphNode& node : m_document->nodes({}))
            ids.push_back(node.id);
        const size_t first = (ids.size() - count) / 2;
        return {ids.begin() + std::ptrdiff_t(first), ids.begin() + std::ptrdiff_t(first + count)};
    }
    void drag(const std::string& what, size_t count)
    {
        look(count > 1 ? 0.35 : 1);
        const std::vector<std::string> ids = middle(count);
        m_selection->set({ids.begin(), ids.end()});
        ViewTransform view = m_canvas->view();
        view.center(m_canvas->scene().node(ids[count / 2])->rect.center(), screen);
        m_canvas->setView(view);
        m_canvas->finishAnimations();
        frame();
        Timing measure {what, {}, 1000.0 / 60};
        m_canvas->preview().moved = {ids.begin(), ids.end()};
        for (int i = 0; i < frames; ++i) {
            time(measure.times, [&] {
                m_canvas->preview().offset = QPointF(3, 2) * i;
                frame();
            });
        }
        m_canvas->preview() = {};
        m_measures.push_back(std::move(measure));
    }
    void move(size_t count)
    {
        const std::vector<std::string> ids = middle(count);
        m_document->change("move", [&](Edit& edit) {
            for (const std::string& id : ids) {
                NodeView view = edit.view({}, id);
                view.x += 40;
                view.y += 24;
                edit.setView({}, id, view);
            }
        });
    }
    void edit()
    {
        Timing one {"undo moving a node", {}, 50}, many {"undo moving 500 nodes", {}, 50};
        Timing removed {"undo removing 20 nodes", {}, 50}, change {"change a parameter", {}, 50};
        const auto undo = [&](Timing& measure) {
            time(measure.times, [&] {
                m_document->undoStack()->undo();
                frame();
            });
        };
        look(1);
        for (int i = 0; i < 10; ++i) {
            move(1);
            frame();
            undo(one);
            move(500);
            frame();
            undo(many);
            const std::vector<std::string> ids = middle(20);
            m_document->change("remove", [&](Edit& edit) { edit.remove({}, std::set(ids.begin(), ids.end())); });
            frame();
            undo(removed);
            time(change.times, [&] {
                m_document->change("alter", [&](Edit& edit) {
                    GraphNode node = *edit.node({}, ids[0]);
                    node.frozen = !node.frozen;
                    edit.set({}, node);
                });
                frame();
            });
        }
        for (Timing* measure : {&change, &one, &many, &removed})
            m_measures.push_back(std::move(*measure));
    }

public:
    int m_nodes = 0;
    size_t m_wires = 0;

private:
    std::string m_text;
    std::unique_ptr<GraphDocument> m_document;
    std::unique_ptr<Selection> m_selection;
    std::unique_ptr<Canvas> m_canvas;
    std::vector<Timing> m_measures;
};

} // namespace

int benchCanvas(bool json, const char* program)
{
    qputenv("QT_QPA_PLATFORM", "offscreen"); // the same everywhere, and nothing flickers
    int count = 1;
    char* words[] = {const_cast<char*>(program), nullptr};
    QApplication application(count, words);
    Style::get().apply(application);
    Style::get().setMode(Style::Mode::dark);
    for (const int nodes : {2000, 10'000}) {
        CanvasBench bench(nodes);
        const std::vector<Timing> measures = bench.run();
        TextTable table({grouped(bench.m_nodes) + " nodes, " + grouped(int64_t(bench.m_wires)) + " wires", "median ms",
                         "p99 ms", "CPU ms", "aim ms"},
                        "lrrrr");
        Json rows = Json::array();
        for (const Timing& measure : measures) {
            const double median = Timing::quantile(measure.times.wall, 0.5);
            const double p99 = Timing::quantile(measure.times.wall, 0.99);
            const double cpu = Timing::quantile(measure.times.cpu, 0.5);
            table.add({measure.what, fixed(median, 2), fixed(p99, 2), fixed(cpu, 2),
                       measure.limit > 0 ? fixed(measure.limit, 1) : ""});
            rows.push(Json::Object {{"what", measure.what},
                                    {"median_ms", median},
                                    {"p99_ms", p99},
                                    {"cpu_ms", cpu},
                                    {"frames", std::ssize(measure.times.wall)},
                                    {"aim_ms", measure.limit}});
        }
        if (json)
            printLine(Json::Object {
                {"nodes", int64_t(bench.m_nodes)}, {"wires", int64_t(bench.m_wires)}, {"measures", rows}});
        else
            print(table.text() + "\n");
    }
    return exitDone;
}

} // namespace weft
