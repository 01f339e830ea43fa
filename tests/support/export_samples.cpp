#include "tests/support/export_samples.h"

#include "engine/graph/document.h"
#include "engine/storage/file_system.h"
#include "tests/support/layer_examples.h"
#include "tests/support/random_network.h"
#include "tests/support/small_projects.h"

#include <QDir>

namespace weft {

namespace {

Project farSpirals()
{
    Project project = spirals(40);
    project.graph.nodes.push_back(node("answer", "output", {{"kind", "classes"}}, {"x=scores.y"}));
    project.data.transforms = {
        {.kind = "normalize", .params = {{"mean", "1000.1"}, {"deviation", "0.5"}}, .columns = {"x"}}};
    return project;
}

} // namespace

QStringList addEveryLayer(const AddModel& add)
{
    std::set<std::string> seen;
    QStringList refused;
    int count = 0;
    for (const LayerExample& example : layerExamples()) {
        const std::string name = std::string(example.id) + "_" + std::to_string(count++);
        seen.insert(example.id);
        try {
            UntrainedModel untrained(projectAround(example));
            untrained.shake(7);
            add(name, untrained.model, untrained.trial(3, 11));
        } catch (const Error& error) {
            refused << QString::fromStdString(name + ": " + error.what());
        }
    }
    for (const LayerType& type : layerTypes())
        if (!seen.contains(type.id))
            refused << QString::fromStdString(type.id + ": has no example");
    return refused;
}

void addEveryProject(const AddModel& add)
{
    const QDir folder(QStringLiteral(WEFT_SOURCE_DIR "/projects"));
    for (const QString& name : folder.entryList({"*.weft"})) {
        UntrainedModel untrained(openDocument(realFileSystem(), folder.filePath(name).toStdString()).project());
        untrained.shake(1);
        add(name.chopped(5).toStdString(), untrained.model, untrained.trial(2, 3));
    }
}

namespace {

UntrainedModel randomModel(uint64_t seed)
{
    UntrainedModel untrained(randomNetwork(seed, 12));
    untrained.shake(seed);
    return untrained;
}

} // namespace

QString inexcusable(const std::vector<Disagreement>& disagreements)
{
    QString lines;
    for (const Disagreement& one : disagreements) {
        const uint64_t seed = std::stoull(one.model.substr(4)); // "seed12"
        UntrainedModel untrained = randomModel(seed);
        const Judgement judgement = judged(one, exactAnswers(untrained, untrained.trial(2, uint32_t(seed)).inputs));
        qInfo("%s", qPrintable(judgement.text(one)));
        if (!judgement.isFair())
            lines += '\n' + judgement.text(one);
    }
    return lines;
}

std::set<std::string> addRandomNetworks(const AddModel& add)
{
    std::set<std::string> types;
    for (uint64_t seed = 1; seed <= 100; ++seed) {
        UntrainedModel untrained = randomModel(seed);
        for (const GraphNode& one : untrained.model.project.graph.nodes)
            types.insert(one.type);
        add("seed" + std::to_string(seed), untrained.model, untrained.trial(2, uint32_t(seed)));
    }
    return types;
}

Project pictureClassifier()
{
    Project project = shapes(40);
    project.graph.nodes.push_back(node("answer", "output", {{"kind", "classes"}}, {"x=scores.y"}));
    return project;
}

StoredSamples::StoredSamples()
    : pictures(pictureClassifier(), true)
    , table(farSpirals(), true)
{
    pictures.shake(3);
    table.shake(4);
}

void StoredSamples::add(const AddModel& add, std::initializer_list<int64_t> counts)
{
    for (const int64_t count : counts) {
        add("pictures" + std::to_string(count), pictures.model, pictures.trial(count, 5));
        add("points" + std::to_string(count), table.model, table.trial(count, 5));
    }
}

} // namespace weft
