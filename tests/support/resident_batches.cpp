#include "tests/support/resident_batches.h"

#include "engine/data/prepare.h"
#include "engine/train/network/feeds.h"
#include "engine/train/network/resident_data.h"
#include "tests/support/small_projects.h"

#include <algorithm>
#include <fstream>

namespace weft {

namespace {

// Every pixel of coloured pictures is told apart.
Project masks()
{
    Project project = shapes(70);
    project.graph.nodes = {
        node("picture", "image", {{"channels", int64_t(3)}, {"height", int64_t(12)}, {"width", int64_t(12)}}),
        node("mask", "label", {{"classes", int64_t(5)}, {"shape", std::vector<int64_t> {12, 12}}}),
        node("scores", "conv2d", {{"filters", int64_t(5)}, {"padding", "same"}}, {"x=picture.y"}),
        node("loss", "cross_entropy", {}, {"x=scores.y", "target=mask.y"}),
    };
    project.data.sources[0].params["colour"] = true;
    project.data.feeds = {{"picture", "image"}, {"mask", "mask"}};
    return project;
}

Project text(const std::string& folder)
{
    std::ofstream file(folder + "/t.txt");
    for (int i = 0; i < 900; ++i)
        file << char('a' + i * i % 26);
    file.close();
    Project project = spirals();
    project.graph.nodes = {
        node("text", "tokens", {{"length", int64_t(20)}, {"vocabulary", int64_t(26)}}),
        node("next", "label", {{"classes", int64_t(26)}, {"shape", std::vector<int64_t> {20}}}),
        node("embedding", "embedding", {{"vocabulary", int64_t(26)}, {"width", int64_t(8)}}, {"x=text.y"}),
        node("scores", "dense", {{"units", int64_t(26)}}, {"x=embedding.y"}),
        node("loss", "cross_entropy", {}, {"x=scores.y", "target=next.y"}),
    };
    project.data.sources = {
        {.format = "text", .params = {{"file", "t.txt"}, {"length", int64_t(20)}, {"stride", int64_t(3)}}}};
    project.data.feeds = {{"text", "tokens"}, {"next", "target"}};
    project.training.batchSize = 16;
    return project;
}

std::vector<DataStep> changes(const std::vector<std::string>& kinds)
{
    std::vector<DataStep> steps = {{.kind = "normalize", .columns = {"image"}}};
    for (const std::string& kind : kinds)
        steps.push_back({.kind = kind});
    return steps;
}

} // namespace

std::vector<std::pair<std::string, Project>> projectsWithAllData(const std::string& folder)
{
    std::vector<std::pair<std::string, Project>> all = {{"numbers", spirals()}, {"pictures", shapes()}};
    Project scaled = spirals();
    scaled.data.transforms = {{.kind = "normalize"}};
    all.emplace_back("normalized numbers", scaled);
    for (const auto& [name, kinds] : std::vector<std::pair<std::string, std::vector<std::string>>> {
             {"flipped", {"augment_flip"}},
             {"cropped and flipped", {"augment_crop", "augment_flip"}},
             {"flipped and shifted", {"augment_flip", "augment_shift"}},
             {"cropped, shifted and flipped", {"augment_crop", "augment_shift", "augment_flip"}}}) {
        Project project = shapes();
        project.data.transforms = changes(kinds);
        all.emplace_back("pictures, " + name, project);
        Project segmented = masks();
        segmented.data.transforms = changes(kinds);
        all.emplace_back("class maps, " + name, segmented);
    }
    Project precise = shapes();
    precise.training.precision = "f64";
    all.emplace_back("pictures in f64", precise);
    all.emplace_back("text", text(folder));
    return all;
}

std::string compareBatches(const Project& project, Backend& backend, const std::string& folder)
{
    Diagnostics diagnostics;
    const PreparedData data = prepareData(project.data, folder, diagnostics);
    States states(backend, 1);
    const DType dtype = project.training.precision == "f64" ? DType::f64 : DType::f32;
    ReadyStep step(project,
                   {.kind = StepKind::train, .batch = project.training.batchSize, .dtype = dtype, .guarded = true},
                   states, {}, backend.stepsAtOnce());
    const std::vector<FedColumn> columns = matchFeeds(step.step(), project.data, data, diagnostics);
    throwErrors(diagnostics);
    std::string whyNot;
    const auto resident = ResidentData::make(backend, data, columns, 5, whyNot);
    if (resident == nullptr)
        return "it is not kept: " + whyNot;
    ResidentPart part(*resident, data,
                      {.part = Part::train, .batchSize = step.batch(), .shuffle = true, .augment = true, .seed = 5});
    Loader loader(data,
                  {.part = Part::train,
                   .columns = columns,
                   .batchSize = step.batch(),
                   .shuffle = true,
                   .augment = true,
                   .seed = 5,
                   .threads = 0});
    const int64_t whole = loader.samples() / step.batch();
    std::vector<std::byte> found;
    int64_t compared = 0;
    for (const int64_t epoch : {0, 1, 6}) {
        loader.start(epoch);
        part.start(epoch);
        for (int64_t first = 0; first < whole; first += step.stepsAtOnce()) {
            const auto batches = int(std::min<int64_t>(step.stepsAtOnce(), whole - first));
            part.feed(step, first, batches);
            for (int slot = 0; slot < batches; ++slot) {
                const Batch& expected = *loader.next();
                for (size_t feed = 0; feed < columns.size(); ++feed) {
                    if (!step.uses(feed))
                        continue;
                    const std::span<const std::byte> bytes = expected.columns[feed];
                    found.assign(bytes.size(), std::byte(0xaa));
                    backend.download(found, step.feedPlace(feed) + size_t(slot) * slotBytes(bytes.size()));
                    if (!std::ranges::equal(found, bytes))
                        return "“" + columns[feed].column + "” in batch " + std::to_string(first + slot) + " of epoch "
                            + std::to_string(epoch);
                    ++compared;
                }
            }
        }
    }
    return compared >= 6 ? "" : "hardly anything was compared";
}

} // namespace weft
