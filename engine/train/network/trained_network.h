#pragma once

#include "engine/storage/file_system.h"
#include "engine/train/network/evaluation.h"
#include "engine/train/network/predictor.h"

#include <functional>
#include <optional>

namespace weft {

struct TrainedNetworkOptions {
    std::string projectFolder = "."; // relative paths of the data count from it
    std::string device = {}; // instead of the project's
    Backend* backend = nullptr; // instead of either; lent
    int loaderThreads = 1;
    FileSystem* files = nullptr; // nullptr: the real one
    bool readsData = true; // false: not if the checkpoint has kept what was learned of it; then there are no samples
};

// A network with the weights of a checkpoint, for evaluating and predicting: `weft evaluate`, `weft predict`.
class TrainedNetwork {
public:
    // `checkpoint`: a checkpoint's folder, see findCheckpoint(); "": before any training, with the numbers that the
    // project begins with (training.weights). Reads the data too, and prepares it by what the checkpoint has kept of
    // the training's; where that is kept, it need not be read (options). Without any data samples come as the network
    // takes them: then the columns are its inputs. Throws NodeError or Error with a sentence.
    TrainedNetwork(Project project, const std::string& checkpoint, TrainedNetworkOptions options);
    ~TrainedNetwork();

    const Project& project() const { return m_project; }
    const PreparedData& data() const { return m_data; }
    const std::vector<FedColumn>& columns() const { return m_columns; } // of the feeds()
    const std::vector<StepProgram::FeedInfo>& feeds() const { return m_feeds; }
    const std::string& projectFolder() const { return m_options.projectFolder; }
    int64_t step() const { return m_step; } // updates behind the weights
    const std::string& dataChange() const { return m_dataChange; } // a sentence, if the data is not as in training
    States& states() { return *m_states; }

    struct Result {
        int64_t samples = 0;
        NamedNumbers values = {}; // "loss", "accuracy", …
        std::vector<ConfusionMatrix> confusions = {};
    };
    // Every sample of the part once. `proceed` is asked before each batch; when it says no, what was done so far comes
    // back. Throws Error for a part without samples.
    Result evaluate(Part part, const std::function<bool()>& proceed = {});
    Predictor& predictor() { return *m_predictor; }
    const AnswerTargets& targets() const { return m_predictor->targets(); }
    // Frees the memory that the samples take. What describes the data stays, and so do predictions for values.
    void dropSamples();

private:
    Project m_project;
    TrainedNetworkOptions m_options;
    DType m_dtype;
    PreparedData m_data;
    std::unique_ptr<Backend> m_ownBackend;
    std::unique_ptr<States> m_states;
    std::vector<FedColumn> m_columns;
    std::vector<StepProgram::FeedInfo> m_feeds;
    int64_t m_step = 0;
    std::string m_dataChange;
    std::unique_ptr<Predictor> m_predictor;
};

} // namespace weft
