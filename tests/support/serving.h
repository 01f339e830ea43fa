#pragma once

#include "engine/serve/model_server.h"
#include "tests/support/data_files.h"

#include <map>
#include <thread>

namespace weft {

// A server in this process, at a free port, until the end of its life.
class Serving {
public:
    explicit Serving(ModelServerOptions options);
    ~Serving();
    ModelServer& server() { return *m_server; }
    int port() const { return m_server->port(); }
    void stop(); // and wait for the end

private:
    std::unique_ptr<ModelServer> m_server;
    std::thread m_thread;
};

struct Answer {
    int status = 0; // 0: the connection ended without an answer
    std::map<std::string, std::string> fields = {}; // names in lower case
    std::string body = {};
    Json json() const { return parseJson(body); } // throws if it is none
    std::string error() const; // the sentence; "" if there is none
};

// A connection of a test's own, that may send whatever it likes. A wait ends when patience does.
class Client {
public:
    explicit Client(int port);
    bool isOpen() const { return m_socket.get() >= 0; }
    bool send(std::string_view bytes); // false: the server has closed
    Answer receive(bool withBody = true); // false: of HEAD
    Answer ask(const std::string& method, const std::string& target, const std::string& body = {},
               const std::vector<std::string>& fields = {}); // on the same connection as before
    bool isClosedByServer(); // waits for it

private:
    Descriptor m_socket;
    std::string m_received;
};

// One question on a connection of its own.
Answer ask(int port, const std::string& method, const std::string& target, const std::string& body = {},
           const std::vector<std::string>& fields = {});

// Sends so many requests that are right but for a few seeded accidents, and counts those that were answered. `mistake`:
// an answer that is no refusal with a sentence, though the status says so, or one of a fault of the server's.
// The server has models "spirals" and "shapes", as below.
int sendMutatedRequests(int port, int count, unsigned seed, std::string& mistake);

// Projects with an Output node, for `weft train`; the second has pictures of 12 × 12 in.
Project answeringSpirals(int64_t samples = 100);
Project answeringShapes(int64_t samples = 60);
// Trains it by the real program as NAME.weft in the folder; its path.
std::string trained(const DataFolder& folder, const std::string& name, const Project& project);

// Both, trained in a folder of their own, and a server of them with batches of at most 8.
struct TrainedModels {
    TrainedModels();
    ModelServerOptions options() const;

    DataFolder folder;
    std::string spirals; // path
    std::string shapes;
};

int64_t residentBytes(); // of this process

} // namespace weft
