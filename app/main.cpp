#include "app/commands.h"
#include "app/exit_code.h"
#include "app/terminal.h"
#ifdef WEFT_WINDOW
#include "app/window/bench_canvas.h"
#include "app/window/window.h"
#endif
#include "engine/storage/file_system.h"
#include "engine/support/printable.h"
#include "engine/train/network/ready_step.h"

#include <CLI/CLI.hpp>

#include <csignal>
#include <functional>
#include <new>

using namespace weft;

namespace {

void addProject(CLI::App* command, ProjectArguments& arguments)
{
    command->add_option("PROJECT", arguments.project, "A project, *.weft")->required();
    command->add_option("--set", arguments.settings, "Change a setting for this time, such as training.batch_size=64")
        ->type_name("KEY=VALUE")
        ->allow_extra_args(false);
    command->add_option("--device", arguments.device, "Where to compute: auto, cpu, cuda, cuda:1; else the project's")
        ->type_name("NAME");
    command->add_option("--threads", arguments.threads, "Threads of the CPU; else all cores")
        ->type_name("N")
        ->check(CLI::Range(1, 1024));
    command->add_flag("--json", arguments.json, "Write JSON, for other programs to read");
}

void addTrained(CLI::App* command, TrainedArguments& arguments)
{
    command->add_option("PROJECT", arguments.project, "A project that has been trained, or the folder of a run")
        ->required();
    command
        ->add_option("--checkpoint", arguments.checkpoint, "Which weights: best (else), last, or a checkpoint's folder")
        ->type_name("WHICH");
    command->add_option("--device", arguments.device, "Where to compute: auto, cpu, cuda, cuda:1; else the project's")
        ->type_name("NAME");
    command->add_option("--threads", arguments.threads, "Threads of the CPU; else all cores")
        ->type_name("N")
        ->check(CLI::Range(1, 1024));
    command->add_flag("--json", arguments.json, "Write JSON, for other programs to read");
}

#ifdef WEFT_WINDOW
// Without a command the window opens; --screenshot draws it into a file.
void addWindow(CLI::App* app, WindowArguments& window)
{
    app->add_option("PROJECT", window.projects, "Projects to open in the window")->type_name("FILE");
    app->add_option("--project", window.projects, "The same")->type_name("FILE");
    app->add_option("--theme", window.theme, "dark, light, or system")
        ->check(CLI::IsMember({"dark", "light", "system"}));
    app->add_option("--language", window.language, "Of the window: en or zh_CN")->check(CLI::IsMember({"en", "zh_CN"}));
    app->add_option("--workspace", window.workspace, "start, build, data, or runs")
        ->check(CLI::IsMember({"start", "build", "data", "runs"}));
    app->add_option("--device", window.device, "Where to compute: auto, cpu, cuda, cuda:1; else each project's")
        ->type_name("NAME");
    app->add_flag("--in-process", window.inProcess, "Train in the window's own process");
    app->add_flag("--measure-start", window.measureStart,
                  "Print how long it takes until the window can be used, and end");
    CLI::Option_group* const picture = app->add_option_group("Pictures", "The window as a picture, without a display");
    CLI::Option* const file =
        picture->add_option("--screenshot", window.screenshot, "Draw the window into this PNG, and end");
    file->type_name("FILE");
    picture->add_option("--size", window.size, "Of the picture (1920x1200)")->type_name("WxH")->needs(file);
    picture->add_option("--panel", window.panels, "Bring this panel in sight, such as confusion")
        ->type_name("NAME")
        ->allow_extra_args(false)
        ->needs(file);
    picture->add_option("--select", window.select, "Select this node")
        ->type_name("NODE")
        ->allow_extra_args(false)
        ->needs(file);
    picture->add_option("--train", window.train, "Train for so many seconds before")->type_name("SECONDS")->needs(file);
    picture->add_option("--wait", window.wait, "Wait so many seconds before")->type_name("SECONDS")->needs(file);
    picture->add_option("--grab", window.grab, "Draw only the widget of this name")->type_name("NAME")->needs(file);
    picture->add_flag("--high-contrast", window.highContrast, "Words and lines as clear as can be")->needs(file);
    picture->add_option("--font-scale", window.fontScale, "0.8 to 2")->check(CLI::Range(0.8, 2.0))->needs(file);
    picture->add_option("--scale", window.scale, "Pixels of the screen for one of the design")
        ->check(CLI::Range(1.0, 4.0))
        ->needs(file);
}
#endif

// Runs the command and says what went wrong: one sentence, and with --json the same as an object.
int run(const std::function<int()>& command, bool json)
{
    const auto fail = [json](int code, const std::string& sentence, const std::string& node = {}) {
        if (json) {
            Json error = Json::Object {{"event", "error"}, {"text", sentence}};
            if (!node.empty())
                error.set("node", node);
            printLine(error);
        }
        complain(sentence);
        return code;
    };
    try {
        return command();
    } catch (const CommandError& error) {
        return fail(error.code, error.what());
    } catch (const NodeError& error) {
        return fail(exitProject, error.what(), error.node);
    } catch (const Error& error) {
        return fail(exitWorld, error.what());
    } catch (const std::bad_alloc&) {
        return fail(exitWorld, "The memory is used up; close other programs, or take a smaller batch or network.");
    } catch (const std::exception&) {
        return fail(exitFault, "Weft has made a mistake; please report what you did and with which project.");
    }
}

} // namespace

int main(int count, char** words)
{
    std::signal(SIGXFSZ, SIG_IGN); // a file that may grow no further is then an error like a full disk
    std::signal(SIGPIPE, SIG_IGN); // likewise a reader that goes away

    CLI::App app("Weft designs and trains neural networks. Without a command it opens its window.", "weft");
    app.set_version_flag("--version", "weft " WEFT_VERSION, "Print the version");
    app.set_help_flag("--help,-h", "Print this page");
    app.require_subcommand(0, 1);
    app.footer("`weft COMMAND --help` tells more of one. Exit codes: 0 done, 1 the project has errors or training "
               "failed,\n2 the command line is wrong, 3 a file, the disk, the memory or a device, 4 a mistake in Weft, "
               "128 + N ended by\nsignal N (Ctrl-C: 130).");
    std::function<int()> chosen;
    bool json = false;

    TrainArguments trainArguments;
    CLI::App* const trainCommand = app.add_subcommand("train", "Train a network");
    addProject(trainCommand, trainArguments.project);
    trainCommand->add_option("--runs", trainArguments.runs, "Folder for the runs; else PROJECT.runs beside the project")
        ->type_name("DIR");
    trainCommand->add_option("--epochs", trainArguments.epochs, "How often all samples are seen; else the project's")
        ->type_name("N")
        ->check(CLI::Range(int64_t(1), int64_t(1'000'000'000)));
    trainCommand->add_option("--resume", trainArguments.resume, "Go on with a run: its number, its folder, or \"last\"")
        ->type_name("RUN");
    bool noRunFolder = false;
    trainCommand->add_flag("--no-run-folder", noRunFolder, "Write nothing: no checkpoints, no metrics");
    trainCommand->callback([&] {
        chosen = [&] { return train(trainArguments); };
        json = trainArguments.project.json;
        trainArguments.runFolder = !noRunFolder;
    });

    CheckArguments checkArguments;
    CLI::App* const checkCommand =
        app.add_subcommand("check", "Say what is wrong with a project, and what every node costs");
    addProject(checkCommand, checkArguments.project);
    checkCommand->add_flag("--data", checkArguments.data, "Read the data too, and check whether it fits");
    checkCommand->callback([&] { chosen = [&] { return check(checkArguments); }, json = checkArguments.project.json; });

    EvaluateArguments evaluateArguments;
    CLI::App* const evaluateCommand = app.add_subcommand("evaluate", "Measure a trained network on a part of its data");
    addTrained(evaluateCommand, evaluateArguments.trained);
    evaluateCommand->add_option("--part", evaluateArguments.part, "Of the data; else test, or validation without one")
        ->type_name("PART")
        ->check(CLI::IsMember({"train", "validation", "test"}));
    evaluateCommand->callback([&] {
        chosen = [&] { return evaluate(evaluateArguments); };
        json = evaluateArguments.trained.json;
    });

    PredictArguments predictArguments;
    CLI::App* const predictCommand = app.add_subcommand("predict", "Ask a trained network");
    addTrained(predictCommand, predictArguments.trained);
    predictCommand
        ->add_option("INPUT", predictArguments.files, "Pictures (PNG, JPEG), folders of them, .npy arrays, .csv tables")
        ->type_name("FILE");
    predictCommand->add_option("--row", predictArguments.rows, "A sample as numbers, such as --row=5.1,3.5,1.4,0.2")
        ->type_name("NUMBERS")
        ->allow_extra_args(false);
    predictCommand->add_option("--sample", predictArguments.samples, "A sample of the project's data, counted from 0")
        ->type_name("N")
        ->allow_extra_args(false);
    predictCommand->add_option("--top", predictArguments.top, "How many classes are shown (5)")
        ->type_name("N")
        ->check(CLI::Range(1, 1'000'000));
    predictCommand->add_option("--output", predictArguments.output, "Write the results as a NumPy array")
        ->type_name("FILE.npy");
    predictCommand->add_option("--text", predictArguments.text, "Let the network continue this text")
        ->type_name("TEXT");
    predictCommand->add_option("--length", predictArguments.length, "With --text: how many characters (300)")
        ->type_name("N")
        ->check(CLI::Range(int64_t(0), int64_t(1'000'000'000)));
    predictCommand
        ->add_option("--temperature", predictArguments.temperature,
                     "With --text: above 1 more daring, 0 always the likeliest (0.8)")
        ->type_name("T")
        ->check(CLI::Range(0.0, 100.0));
    predictCommand->add_option("--seed", predictArguments.seed, "With --text: another seed writes another text")
        ->type_name("N");
    predictCommand->callback([&] {
        chosen = [&] { return predict(predictArguments); };
        json = predictArguments.trained.json;
    });

    ExportArguments exportArguments;
    CLI::App* const exportCommand = app.add_subcommand("export", "Write a trained network for other programs");
    addTrained(exportCommand, exportArguments.trained);
    exportCommand
        ->add_option("--to", exportArguments.to,
                     "Where to. What it ends in says the format: .onnx; .py, a PyTorch module with its weights beside "
                     "it; .safetensors, those weights alone; /, a folder of plain C++")
        ->type_name("FILE")
        ->required();
    exportCommand
        ->add_option("--verify", exportArguments.verify,
                     "Run so many samples through the file with the programs for it that are installed, and compare")
        ->type_name("N")
        ->check(CLI::Range(int64_t(1), int64_t(1'000'000)));
    exportCommand->add_flag("--fold-batch-norm", exportArguments.foldBatchNorm,
                            "Of .onnx: take batch norms into the weights before them, which is less to compute");
    exportCommand->add_flag("--any-size", exportArguments.anySize,
                            "Of .onnx: take pictures of any height and width, and resize them in the model");
    exportCommand->add_flag("--without-project", exportArguments.withoutProject,
                            "Leave the project out of the file: it tells where the data lay");
    exportCommand->callback([&] {
        chosen = [&] { return exportNetwork(exportArguments); };
        json = exportArguments.trained.json;
    });

    ImportArguments importArguments;
    CLI::App* const importCommand = app.add_subcommand("import", "Make a project of a network from elsewhere");
    importCommand->add_option("FILE", importArguments.file, "An ONNX model, or weights as safetensors")->required();
    importCommand->add_option("--into", importArguments.into, "Of weights: the project that is to begin with them")
        ->type_name("PROJECT");
    importCommand
        ->add_option("--names", importArguments.names,
                     "Of weights: a file of lines \"theirs = ours\", with \"transposed\" behind; else as names suggest")
        ->type_name("FILE");
    importCommand
        ->add_option("--to", importArguments.to,
                     "The project to write, with its weights beside it; else "
                     "beside the model")
        ->type_name("NAME.weft");
    importCommand
        ->add_option(
            "--set", importArguments.sizes,
            "The size of a dimension that the model leaves open, such as T=128, or what an input of one number "
            "always is")
        ->type_name("NAME=NUMBER")
        ->allow_extra_args(false);
    importCommand->add_flag("--json", importArguments.json, "Write JSON, for other programs to read");
    importCommand->callback([&] {
        chosen = [&] { return importModel(importArguments); };
        json = importArguments.json;
    });

    ServeArguments serveArguments;
    CLI::App* const serveCommand = app.add_subcommand("serve", "Answer requests for trained networks over HTTP");
    serveCommand->add_option("MODEL", serveArguments.models, "Trained projects, folders of runs, ONNX models");
    serveCommand->add_option("--model", serveArguments.named, "Likewise, under a name of your own")
        ->type_name("NAME=PATH")
        ->allow_extra_args(false);
    serveCommand->add_option("--host", serveArguments.host, "Address to listen at (127.0.0.1); others need a token")
        ->type_name("ADDRESS");
    serveCommand->add_option("--port", serveArguments.port, "Port to listen at (8000); 0: any that is free")
        ->type_name("N")
        ->check(CLI::Range(0, 65535));
    serveCommand
        ->add_option("--token-file", serveArguments.tokenFile,
                     "File with the secret that requests must bring; else the environment's WEFT_TOKEN")
        ->type_name("FILE");
    serveCommand->add_option("--checkpoint", serveArguments.checkpoint, "Which weights: best (else) or last")
        ->check(CLI::IsMember({"best", "last"}));
    serveCommand->add_option("--device", serveArguments.device, "Where to compute: auto, cpu, cuda, cuda:1")
        ->type_name("NAME");
    serveCommand->add_option("--threads", serveArguments.threads, "Threads of the CPU; else all cores")
        ->type_name("N")
        ->check(CLI::Range(1, 1024));
    serveCommand
        ->add_option("--latency-budget", serveArguments.latencyBudget,
                     "How long a request may wait for others to be computed with (1)")
        ->type_name("MS")
        ->check(CLI::Range(0.0, 10'000.0));
    serveCommand->add_option("--batch", serveArguments.batch, "Samples that are computed together at most (32)")
        ->type_name("N")
        ->check(CLI::Range(1, 4096));
    serveCommand->add_option("--queue", serveArguments.queue, "Samples of a model that may wait; above it 503 (256)")
        ->type_name("N")
        ->check(CLI::Range(1, 10'000'000));
    serveCommand->add_option("--body-limit", serveArguments.bodyMebibytes, "Largest body of a request (64)")
        ->type_name("MIB")
        ->check(CLI::Range(1, 4096));
    serveCommand->add_option("--watch", serveArguments.watch, "Look for new weights so often, and load them")
        ->type_name("SECONDS")
        ->check(CLI::Range(0.1, 86'400.0));
    serveCommand->callback([&] { chosen = [&] { return serve(serveArguments); }; });

    BenchArguments benchArguments;
    CLI::App* const benchCommand = app.add_subcommand("bench", "Measure how fast a project trains");
    addProject(benchCommand, benchArguments.project);
    benchCommand->add_option("--steps", benchArguments.steps, "How many are measured; else as many as fit in 5 s")
        ->type_name("N")
        ->check(CLI::Range(int64_t(1), int64_t(1'000'000)));
    benchCommand->add_option("--batch", benchArguments.batch, "Samples in a batch; else the project's")
        ->type_name("N")
        ->check(CLI::Range(int64_t(1), int64_t(1'000'000'000)));
    benchCommand->add_flag("--synthetic", benchArguments.synthetic, "Random numbers in place of the data");
    benchCommand->add_flag("--resident", benchArguments.resident,
                           "One batch of random numbers that stays on the device; steps are timed in blocks");
    benchCommand->add_flag("--profile", benchArguments.profile, "Tell the time of each kernel");
    benchCommand->add_flag("--deterministic-cost", benchArguments.deterministicCost,
                           "On a GPU: also measure with libraries that may add up in another order each time");
#ifdef WEFT_WINDOW
    bool benchesCanvas = false;
    benchCommand->get_option("PROJECT")->required(false);
    benchCommand->add_flag("--canvas", benchesCanvas, "Measure the window's canvas on large networks instead");
#endif
    benchCommand->callback([&] {
        chosen = [&] { return bench(benchArguments); };
        json = benchArguments.project.json;
#ifdef WEFT_WINDOW
        if (benchesCanvas)
            chosen = [&] { return benchCanvas(json, words[0]); };
        else if (benchArguments.project.project.empty())
            throw CLI::RequiredError("PROJECT");
#endif
    });

    DataArguments dataArguments;
    CLI::App* const dataCommand = app.add_subcommand("data", "Describe a project's data, or write it as NumPy arrays");
    addProject(dataCommand, dataArguments.project);
    dataCommand->add_option("--export", dataArguments.exportTo, "Folder for train.npy, train_label.npy, test.npy, …")
        ->type_name("DIR");
    dataCommand->callback([&] {
        chosen = [&] { return data(dataArguments); };
        json = dataArguments.project.json;
    });

    RunsArguments runsArguments;
    CLI::App* const runsCommand = app.add_subcommand("runs", "List the runs of a project, or of a folder's projects");
    runsCommand->add_option("PLACE", runsArguments.place, "A project or a folder; else this folder");
    runsCommand->add_flag("--json", runsArguments.json, "Write JSON");
    runsCommand->callback([&] {
        chosen = [&] { return runs(runsArguments); };
        json = runsArguments.json;
    });

    LayersArguments layersArguments;
    CLI::App* const layersCommand = app.add_subcommand("layers", "List the layers, or explain one");
    layersCommand->add_option("ID", layersArguments.id, "The layer to explain");
    layersCommand->add_flag("--json", layersArguments.json, "Write JSON");
    layersCommand->callback([&] { chosen = [&] { return layers(layersArguments); }, json = layersArguments.json; });

    app.add_subcommand("schema", "Print the JSON Schema of project files")->callback([&] { chosen = schema; });

    bool devicesJson = false;
    CLI::App* const devicesCommand = app.add_subcommand("devices", "List what networks can be trained on here");
    devicesCommand->add_flag("--json", devicesJson, "Write JSON");
    devicesCommand->callback([&] { chosen = [&] { return devices(devicesJson); }, json = devicesJson; });

#ifdef WEFT_WINDOW
    WindowArguments window;
    addWindow(&app, window);
#endif

    int workerSocket = -1;
    CLI::App* const workerCommand = app.add_subcommand("worker", "Train for a window that has begun this program");
    workerCommand->group(""); // not for people
    workerCommand->add_option("--socket", workerSocket)->required()->check(CLI::Range(0, 1 << 20));
    int workerWindow = 0;
    workerCommand->add_option("--dies-with", workerWindow, "The window's process")->check(CLI::PositiveNumber);
    workerCommand->callback([&] { chosen = [&] { return worker(workerSocket, workerWindow); }; });

    try {
        app.parse(count, words);
    } catch (const CLI::Success& asked) { // --help, --version
        return app.exit(asked);
    } catch (const CLI::ParseError& error) {
        const std::string command =
            app.get_subcommands().empty() ? "" : " " + app.get_subcommands().front()->get_name();
        complain(printable(error.what(), 300) + ". `weft" + command + " --help` tells what it takes.");
        return exitUsage;
    }
    if (!chosen) {
#ifdef WEFT_WINDOW
        for (const std::string& project : window.projects) { // a mistyped command is no project
            if (!project.ends_with(".weft") && !realFileSystem().exists(project)) {
                complain("\"" + project + "\" is neither a command nor a project. `weft --help` lists the commands.");
                return exitUsage;
            }
        }
        chosen = [&] { return openWindow(window, words[0]); };
#else
        complain("This Weft was built without its window. `weft --help` lists the commands.");
        return exitUsage;
#endif
    }
    const int code = run(chosen, json);
    if (isOutputBroken() && code == exitDone) {
        complain("The output could not be written to its end.");
        return exitWorld;
    }
    return code;
}
