#pragma once

#include "tests/ui/support/window_hand.h"

namespace weft {

// LeNet drawn on an empty canvas that has Fashion-MNIST behind it, and trained, as a user does both. Each function is a
// chapter; it fails the running test where the window does not do what it should.
class LenetStory {
public:
    LenetStory(MainWindow& window, const QString& folder); // holds the data ("Fashion"), gets the project

    void beginByMouse(); // the data is dropped, the network that it begins with wiped away
    void buildByMouse();
    void beginByKeys();
    void buildByKeys();

    void setEpochs(bool byKeys, int epochs);
    void save(const QString& name); // by Ctrl+S, into a new file
    void train(bool byKeys);
    void watchItLearn(int epochs); // curves grow, predictions change
    void pause(bool byKeys);
    void changeRate(bool byKeys, const QString& rate); // while paused; a mark on the curve
    void resume(bool byKeys);
    void openConfusedSamples(bool byKeys);
    void stop(bool byKeys);
    void reopen(bool byKeys); // and save again: the same bytes

    std::string graph() const; // without where it stands
    double accuracy() const; // of the last validation

private:
    void dropLayer(const QString& kind, const QPointF& at);
    void connectByMouse(const std::string& from, const std::string& to, const std::string& input);
    void setByMouse(const std::string& node, const QString& param, const QString& value);
    void connectByKeys(const std::string& from, const std::string& to, const std::string& input);
    void setByKeys(const QStringList& values); // of the current node's first parameters
    void wipe(bool byKeys);

    MainWindow& m_window;
    WindowHand m_hand;
    QString m_folder;
    QString m_file;
    int64_t m_stepPaused = 0;
};

} // namespace weft
