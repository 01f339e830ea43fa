#pragma once

#include <Qt>

namespace weft {

class EditingTools;
enum class Edge;
enum class Way;

// What the rows of actions_table.cpp do, by subject.
namespace commands {

// editing.cpp
void copy(EditingTools& tools);
void cut(EditingTools& tools);
void paste(EditingTools& tools, bool keepInputs);
void duplicate(EditingTools& tools);
void remove(EditingTools& tools, bool heal);
void selectAll(EditingTools& tools);
void rename(EditingTools& tools);
void edit(EditingTools& tools); // Enter: a block's inside, else the inspector
void addNote(EditingTools& tools);

// graph.cpp
void connectSelected(EditingTools& tools);
void startWire(EditingTools& tools);
void detach(EditingTools& tools);
void bypass(EditingTools& tools);
void mute(EditingTools& tools);
void freeze(EditingTools& tools);
void frame(EditingTools& tools);
void leaveFrame(EditingTools& tools);
void block(EditingTools& tools);
void unpack(EditingTools& tools);
void saveBlock(EditingTools& tools); // to the library
void dropBlocks(EditingTools& tools); // that no node uses
void collapse(EditingTools& tools);
void fix(EditingTools& tools); // what is wrong with a selected node

// placing.cpp
void align(EditingTools& tools, Edge edge);
void distribute(EditingTools& tools, Qt::Orientation along);
void straighten(EditingTools& tools);
void tidy(EditingTools& tools, bool topDown);
void nudge(EditingTools& tools, Way way);

// looking.cpp
void walk(EditingTools& tools, Way way, bool extend);
void leave(EditingTools& tools); // Esc
void leaveBlock(EditingTools& tools); // U
void goToBookmark(EditingTools& tools, int number);
void setBookmark(EditingTools& tools, int number);
void addMenu(EditingTools& tools);

} // namespace commands

} // namespace weft
