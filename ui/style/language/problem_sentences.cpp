#include "ui/style/language/problem_sentences.h"

#include "ui/style/language/file_sentences.h"
#include "ui/style/language/import_sentences.h"
#include "ui/style/language/variable_sentences.h"
#include "ui/style/numbers.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>
#include <vector>

namespace weft {

namespace {

// The engine says what is wrong in English sentences, with names and numbers in them. Each stands here once as it is
// made, with %1, %2, … where something is put in; what is put in may be a sentence or a phrase of this list itself
// ("Source 2 (csv): there is no column “a”."). Longer ones come before shorter ones that would take them too.
// tst_translations reads the engine's sources and tells which sentence has no row.
constexpr std::array patterns {
    QT_TRANSLATE_NOOP("weft::problems", "The data has changed since the training: %1, and %2 more; so the parts may hold other samples, and scores may be of some that were trained on."),
    QT_TRANSLATE_NOOP("weft::problems", "The data has changed since the training: %1; so the parts may hold other samples, and scores may be of some that were trained on."),
    QT_TRANSLATE_NOOP("weft::problems", "%1, %2 and %3 samples for training, validation and test in place of %4, %5 and %6"),
    QT_TRANSLATE_NOOP("weft::problems", "the column “%1” holds something else"),
    QT_TRANSLATE_NOOP("weft::problems", "the column “%1” has other classes"),
    QT_TRANSLATE_NOOP("weft::problems", "the column “%1” has other values"),
    QT_TRANSLATE_NOOP("weft::problems", "the column “%1” is new"),
    QT_TRANSLATE_NOOP("weft::problems", "the column “%1” is gone"),
    QT_TRANSLATE_NOOP("weft::problems", "The loss was %1 at the first step and is %2 at the end: the training went astray. Take a smaller learning rate, or clip the gradients."),
    QT_TRANSLATE_NOOP("weft::problems", "The network has no Output node, so nothing says what it answers; add one, and train again."),
    QT_TRANSLATE_NOOP("weft::problems", "The network has no Output node, so nothing says what it answers; add one to the project."),
    QT_TRANSLATE_NOOP("weft::problems", "Stopped after %1 steps. No checkpoint could be written: %2"),
    QT_TRANSLATE_NOOP("weft::problems", "Stopped early after %1 steps: %2 was best at step %3."),
    QT_TRANSLATE_NOOP("weft::problems", "Stopped early after 1 step: %1 was best at step %2."),
    QT_TRANSLATE_NOOP("weft::problems", "The memory is used up; take a smaller batch, or a smaller network."),
    QT_TRANSLATE_NOOP("weft::problems", "The memory is used up; close other programs, or take less data."),
    QT_TRANSLATE_NOOP("weft::problems", "There is no NVIDIA driver on this machine (%1). Choose the device \"cpu\" or \"auto\"."),
    QT_TRANSLATE_NOOP("weft::problems", "Stopped before the first step."),
    QT_TRANSLATE_NOOP("weft::problems", "Finished after 1 step."),
    QT_TRANSLATE_NOOP("weft::problems", "Stopped after 1 step."),
    QT_TRANSLATE_NOOP("weft::problems", "This training stops when its window is closed: there can be no socket in \"%1\" (%2)."),
    QT_TRANSLATE_NOOP("weft::problems", "%1 has no setting %2, so it does nothing; correct its name, or remove it."),
    QT_TRANSLATE_NOOP("weft::problems", "Weft has made a mistake: %1"),
    QT_TRANSLATE_NOOP("weft::problems", "Finished after %1 steps."),
    QT_TRANSLATE_NOOP("weft::problems", "Stopped after %1 steps."),
    QT_TRANSLATE_NOOP("weft::problems", "Cleaning (fill_missing): “%1” has no value in the training part to fill the missing ones with; drop the column, or fill it with a constant."),
    QT_TRANSLATE_NOOP("weft::problems", "There is no loss, so nothing can be learned: add one, such as Cross-entropy, and wire the network's result and the truth to it."),
    QT_TRANSLATE_NOOP("weft::problems", "%1 holds no pictures; it should hold a folder of .jpg or .png for each class, or train, validation and test with such folders."),
    QT_TRANSLATE_NOOP("weft::problems", "the validation part is empty, so nothing shows whether the network learns or only remembers; give it a share, such as 0.1."),
    QT_TRANSLATE_NOOP("weft::problems", "the column “%1” holds %2 (%3, %4) here, but %5 (%6, %7) in the sources before it; set the sources' parameters so that they agree."),
    QT_TRANSLATE_NOOP("weft::problems", "the training part has %1 samples, fewer than a batch of %2; every step will see all of them. Take a smaller batch."),
    QT_TRANSLATE_NOOP("weft::problems", "The column “%1” holds %2, but this input takes classes; add the transform class_index, or feed it another column."),
    QT_TRANSLATE_NOOP("weft::problems", "every sample has a missing value, so none would be left; drop the columns that miss most first, or fill them."),
    QT_TRANSLATE_NOOP("weft::problems", "The column “%1” has samples of %2, but this input takes %3; change the node's sizes, or feed it another column."),
    QT_TRANSLATE_NOOP("weft::problems", "The run has kept no best checkpoint that it could go back to."),
    QT_TRANSLATE_NOOP("weft::problems", "The run is being trained; stop it before it goes back."),
    QT_TRANSLATE_NOOP("weft::problems", "The project has been changed since \"%1\" was written, so the run cannot go on; train it from the beginning."),
    QT_TRANSLATE_NOOP("weft::problems", "line %1, column “%2”: “%3” is not a number, so the column is read as words; mend it, or add it to “missing”."),
    QT_TRANSLATE_NOOP("weft::problems", "line %1, column “%2”: “%3” is beyond what f32 holds, so it is read as infinite (and %4 more); mend it, or add it to “missing” and clean with drop_missing or fill_missing."),
    QT_TRANSLATE_NOOP("weft::problems", "line %1, column “%2”: “%3” is beyond what f32 holds, so it is read as infinite; mend it, or add it to “missing” and clean with drop_missing or fill_missing."),
    QT_TRANSLATE_NOOP("weft::problems", "%1 samples of %2 take %3, more than half of this machine's memory (%4); use fewer samples or smaller ones."),
    QT_TRANSLATE_NOOP("weft::problems", "The training cannot begin with \"%1\"; name a .safetensors or .onnx file beside the project, or in ${WEFT_DATA}."),
    QT_TRANSLATE_NOOP("weft::problems", "Training takes about %1, but %2 has %3 of memory; take a smaller batch, or a smaller network."),
    QT_TRANSLATE_NOOP("weft::problems", "“%1” has %2 missing values (NaN); the first in sample %3 (%4 part); clean with drop_missing or fill_missing."),
    QT_TRANSLATE_NOOP("weft::problems", "“%1” has %2 missing values (NaN); the first in line %3 (%4 part); clean with drop_missing or fill_missing."),
    QT_TRANSLATE_NOOP("weft::problems", "The column “%1” has the label “%2”, number %3 counted from 0, but there are scores for %4 classes; make as many scores as there are classes."),
    QT_TRANSLATE_NOOP("weft::problems", "The inputs need a matrix for each sample, and agree in all but the last two axes; they are %1 and %2."),
    QT_TRANSLATE_NOOP("weft::problems", "\"%1\" has %2 MiB left, but the checkpoints need %3 MiB; free some, or choose another folder for the run."),
    QT_TRANSLATE_NOOP("weft::problems", "“%1” has no training sample of %2 and others, so that cannot be learnt; a stratified split may help."),
    QT_TRANSLATE_NOOP("weft::problems", "The run began on another device (%1); it goes on here, but not bit for bit as it would have there."),
    QT_TRANSLATE_NOOP("weft::problems", "Inputs of %1 and %2 do not fit element by element: each axis needs the same size, or 1 on one side."),
    QT_TRANSLATE_NOOP("weft::problems", "“%1” has %2 classes, but sample %3 has the label %4 (and %5 more are out of range); labels count from 0."),
    QT_TRANSLATE_NOOP("weft::problems", "“%1” has %2 infinite values; the first in sample %3 (%4 part); mend the file, or name them as missing."),
    QT_TRANSLATE_NOOP("weft::problems", "“%1” has %2 infinite values; the first in line %3 (%4 part); mend the file, or name them as missing."),
    QT_TRANSLATE_NOOP("weft::problems", "Indices of %1 do not fit %2: they need as many axes, and only the one picked from may be longer."),
    QT_TRANSLATE_NOOP("weft::problems", "%1 No checkpoint of this run can be used, so it cannot go on; begin a new run."),
    QT_TRANSLATE_NOOP("weft::problems", "No sample is left for training; lower the shares of validation and test in the data's split."),
    QT_TRANSLATE_NOOP("weft::problems", "There is no loss, so the network can compute but not learn; add one, such as Cross-entropy."),
    QT_TRANSLATE_NOOP("weft::problems", "This takes numbers, but class numbers or tokens are wired to it; put an Embedding between."),
    QT_TRANSLATE_NOOP("weft::problems", "A %1 kernel with this dilation does not fit an input of %2; make it smaller, or add padding."),
    QT_TRANSLATE_NOOP("weft::problems", "“%1” has no training sample of %2, so that cannot be learnt; a stratified split may help."),
    QT_TRANSLATE_NOOP("weft::problems", "A GRU reads at most %1 steps, and this sequence has %2; take shorter ones, or an LSTM."),
    QT_TRANSLATE_NOOP("weft::problems", "This version does not know the layer \"%1\"; did you mean \"%2\"? It is kept as it is."),
    QT_TRANSLATE_NOOP("weft::problems", "This version does not know the layer \"%1\"; it is kept as it is. Replace it to train."),
    QT_TRANSLATE_NOOP("weft::problems", "There is no parameter \"%1\" here; did you mean \"%2\"? It is kept but does nothing."),
    QT_TRANSLATE_NOOP("weft::problems", "A comma stands only between the values of a function; write decimals with a point."),
    QT_TRANSLATE_NOOP("weft::problems", "“%1” is %2, but “%3” is %4; only columns of one height and width can be changed together."),
    QT_TRANSLATE_NOOP("weft::problems", "The padding must be smaller than the window, or some windows would hold nothing."),
    QT_TRANSLATE_NOOP("weft::problems", "Comparisons cannot follow one another; multiply two of them: (x > 0) * (x < 1)."),
    QT_TRANSLATE_NOOP("weft::problems", "The column “%1” has %2 classes, but this input has %3; set its number of classes to %4."),
    QT_TRANSLATE_NOOP("weft::problems", "The wires run in a circle: %1; a network computes forwards only."),
    QT_TRANSLATE_NOOP("weft::problems", "This takes samples × length × features, but has %1; a Reshape can put it right."),
    QT_TRANSLATE_NOOP("weft::problems", "No weight can be trained: every layer before the loss is frozen or has none."),
    QT_TRANSLATE_NOOP("weft::problems", "the shares of validation and test must be 0 or more, and together at most 1."),
    QT_TRANSLATE_NOOP("weft::problems", "The formula is nested more than %1 deep; split it over two Expression layers."),
    QT_TRANSLATE_NOOP("weft::problems", "it is “given”, but some sources name no part; their samples go to training."),
    QT_TRANSLATE_NOOP("weft::problems", "Rows of %1 and columns of %2 cannot be multiplied: they must be of one length."),
    QT_TRANSLATE_NOOP("weft::problems", "“%1” is not a number; give one, or one for each channel with commas between."),
    QT_TRANSLATE_NOOP("weft::problems", "The wires of \"x\" and \"target\" are swapped: the network's scores belong to \"x\", the labels to \"target\"."),
    QT_TRANSLATE_NOOP("weft::problems", "This takes class numbers or tokens; wire a Label or a Tokens layer to it."),
    QT_TRANSLATE_NOOP("weft::problems", "The formula breaks off; a number, an input or a function is missing here."),
    QT_TRANSLATE_NOOP("weft::problems", "A window of %1 does not fit an input of %2; make it smaller, or add padding."),
    QT_TRANSLATE_NOOP("weft::problems", "no sample is left for training; lower the shares of validation and test."),
    QT_TRANSLATE_NOOP("weft::problems", "This takes samples × channels × sizes, but has %1, which holds no places."),
    QT_TRANSLATE_NOOP("weft::problems", "Dense takes a row of features for each sample; put a Flatten before it."),
    QT_TRANSLATE_NOOP("weft::problems", "There is no axis %1 to act on in %2: the axes behind the samples are 1 to %3."),
    QT_TRANSLATE_NOOP("weft::problems", "“%1” is text, which a network cannot take; add the transform class_index."),
    QT_TRANSLATE_NOOP("weft::problems", "line %1, column “%2”: “%3” is not a number; mend it, or add it to “missing”."),
    QT_TRANSLATE_NOOP("weft::problems", "A %1 kernel does not fit an input of %2; make it smaller, or add padding."),
    QT_TRANSLATE_NOOP("weft::problems", "Keys %1 and values %2 need one length, and the %3 samples of the queries."),
    QT_TRANSLATE_NOOP("weft::problems", "Inputs of %1 and %2 cannot be joined: they must agree in all but axis %3."),
    QT_TRANSLATE_NOOP("weft::problems", "“%1” is missing in %2 samples; the first in sample %3 (%4 part); clean with drop_missing or fill_missing."),
    QT_TRANSLATE_NOOP("weft::problems", "“%1” is missing in %2 samples; the first in line %3 (%4 part); clean with drop_missing or fill_missing."),
    QT_TRANSLATE_NOOP("weft::problems", "\"pad\" is not used, since the padding is %1; choose explicit padding."),
    QT_TRANSLATE_NOOP("weft::problems", "The sequence has %1 places, but positions for only %2; raise \"length\"."),
    QT_TRANSLATE_NOOP("weft::problems", "%1 has no meaning in a formula; there are + - * / ^ and comparisons."),
    QT_TRANSLATE_NOOP("weft::problems", "“%1” has %2 classes, but sample %3 has the label %4; labels count from 0."),
    QT_TRANSLATE_NOOP("weft::problems", "%1: its NumPy header is broken at character %2; save the array again."),
    QT_TRANSLATE_NOOP("weft::problems", "%1 has %2 characters; a window of %3 and the one to predict do not fit."),
    QT_TRANSLATE_NOOP("weft::problems", "“%1” does not occur in the data's column “%2”; it counts as missing."),
    QT_TRANSLATE_NOOP("weft::problems", "The blocks unfold to more than 100,000 nodes; repeat them less."),
    QT_TRANSLATE_NOOP("weft::problems", "There is nothing to combine yet; wire two or more layers to it."),
    QT_TRANSLATE_NOOP("weft::problems", "“%1” holds words; say in “word” what is put where one is missing."),
    QT_TRANSLATE_NOOP("weft::problems", "The block \"%1\" contains itself, or blocks are nested too deeply."),
    QT_TRANSLATE_NOOP("weft::problems", "An image is samples × channels × rows × columns, but this is %1."),
    QT_TRANSLATE_NOOP("weft::problems", "Predictions of %1 need a target of the same shape, but this is %2."),
    QT_TRANSLATE_NOOP("weft::problems", "“%1” is already normalized number by number; put cast before it."),
    QT_TRANSLATE_NOOP("weft::problems", "“%1” is not a value of 8 bits; give whole numbers from 0 to 255."),
    QT_TRANSLATE_NOOP("weft::problems", "Unembedding takes a row of features for each sample or place."),
    QT_TRANSLATE_NOOP("weft::problems", "“%1” has %2 numbers; channels × height × width must make as many."),
    QT_TRANSLATE_NOOP("weft::problems", "There is no optimizer \"%1\"; choose sgd, adam, adamw or rmsprop."),
    QT_TRANSLATE_NOOP("weft::problems", "There is nothing to join yet; wire two or more layers to it."),
    QT_TRANSLATE_NOOP("weft::problems", "There is nothing behind the samples to put a border around."),
    QT_TRANSLATE_NOOP("weft::problems", "There is no parameter \"%1\" here; it is kept but does nothing."),
    QT_TRANSLATE_NOOP("weft::problems", "has the column “%1”, which the sources before it do not have."),
    QT_TRANSLATE_NOOP("weft::problems", "%1 files could not be read and are left out; the first is \"%2\"."),
    QT_TRANSLATE_NOOP("weft::problems", "The padding takes away all of the result; make it smaller."),
    QT_TRANSLATE_NOOP("weft::problems", "There is no axis %1 to reduce in %2; the samples stay apart."),
    QT_TRANSLATE_NOOP("weft::problems", "Axis %1 has %2 elements, too few to be reflected that far."),
    QT_TRANSLATE_NOOP("weft::problems", "This takes samples × channels × sizes; use Dropout here."),
    QT_TRANSLATE_NOOP("weft::problems", "This takes samples, but a single number is wired to it."),
    QT_TRANSLATE_NOOP("weft::problems", "No column of the data feeds this input; choose one of: %1."),
    QT_TRANSLATE_NOOP("weft::problems",
                      "the column “%1” has what the data of the training did not have: %2; mend it, leave those samples "
                      "out, or train from the beginning."),
    QT_TRANSLATE_NOOP("weft::problems",
                      "the column “%1” has what the data of the training did not have: %2; leave it out, or train from "
                      "the beginning."),
    QT_TRANSLATE_NOOP("weft::problems",
                      "The column “%1” has what the data of the training did not have: %2; that counts as missing."),
    QT_TRANSLATE_NOOP("weft::problems",
                      "“%1” misses a value in line %2, and the project does not say what to fill in; mend it, or leave "
                      "the sample out."),
    QT_TRANSLATE_NOOP("weft::problems",
                      "“%1” misses a value in sample %2, and the project does not say what to fill in; mend it, or leave "
                      "the sample out."),
    QT_TRANSLATE_NOOP("weft::problems",
                      "the column “%1” holds %2 (%3), but held %4 (%5) in the training; give it what it had."),
    QT_TRANSLATE_NOOP("weft::problems",
                      "there is no column “%1” any more, which the network was trained with; put it back."),
    QT_TRANSLATE_NOOP("weft::problems", "The data has no column “%1” any more; it counts as missing."),
    QT_TRANSLATE_NOOP("weft::problems", "“%1” (line %2)"),
    QT_TRANSLATE_NOOP("weft::problems", "It cannot be bypassed: it has no input to pass through."),
    QT_TRANSLATE_NOOP("weft::problems", "The formula is empty; write for example x * sigmoid(x)."),
    QT_TRANSLATE_NOOP("weft::problems", "There is no parenthesis open that this one could close."),
    QT_TRANSLATE_NOOP("weft::problems", "A block without inputs and outputs cannot be repeated."),
    QT_TRANSLATE_NOOP("weft::problems", "Write == to compare; the formula itself is the result."),
    QT_TRANSLATE_NOOP("weft::problems", "stratified needs a column of classes; “%1” is not there."),
    QT_TRANSLATE_NOOP("weft::problems", "With \"causal\", keys and queries must have one length."),
    QT_TRANSLATE_NOOP("weft::problems", "“%1” is not known; take train, validation, test or all."),
    QT_TRANSLATE_NOOP("weft::problems", "The order must name each of the axes 1 to %1 of %2 once."),
    QT_TRANSLATE_NOOP("weft::problems", "A number, an input or a function is missing before %1."),
    QT_TRANSLATE_NOOP("weft::problems", "An operator is missing before %1; write * to multiply."),
    QT_TRANSLATE_NOOP("weft::problems", "stratified needs a column of classes; “%1” is one of %2."),
    QT_TRANSLATE_NOOP("weft::problems", "The samples of the indices are not those of the data."),
    QT_TRANSLATE_NOOP("weft::problems", "The output padding must be smaller than the stride."),
    QT_TRANSLATE_NOOP("weft::problems", "There are 8 axes already, and no more are possible."),
    QT_TRANSLATE_NOOP("weft::problems", "There is no data; add a source to the data section."),
    QT_TRANSLATE_NOOP("weft::problems", "has no column “%1”, which the sources before it have."),
    QT_TRANSLATE_NOOP("weft::problems", "It shares the weights of \"%1\", which shares its own."),
    QT_TRANSLATE_NOOP("weft::problems", "%1 channels and %2 filters do not divide into %3 groups."),
    QT_TRANSLATE_NOOP("weft::problems", "This takes %1, but has %2; a Reshape can put it right."),
    QT_TRANSLATE_NOOP("weft::problems", "“%1” is not known; take random, stratified or given."),
    QT_TRANSLATE_NOOP("weft::problems", "The run has no checkpoint yet, so it begins again."),
    QT_TRANSLATE_NOOP("weft::problems", "The block's output \"%1\" is wired to nothing inside."),
    QT_TRANSLATE_NOOP("weft::problems", "There is no input %1; the inputs are x, y, z and w."),
    QT_TRANSLATE_NOOP("weft::problems", "“%1” has %2 different values; that is hardly a class."),
    QT_TRANSLATE_NOOP("weft::problems", "It shares the weights of \"%1\", which is not there."),
    QT_TRANSLATE_NOOP("weft::problems", "A sample of %1 numbers (%2) does not fit the shape %3."),
    QT_TRANSLATE_NOOP("weft::problems", "This takes samples × channels × sizes, but has %1."),
    QT_TRANSLATE_NOOP("weft::problems", "there is already a column “%1”; take another name."),
    QT_TRANSLATE_NOOP("weft::problems", "%1 holds no %2; unpack cifar-10-binary.tar.gz there."),
    QT_TRANSLATE_NOOP("weft::problems", "The formula uses %1, but nothing is wired to it."),
    QT_TRANSLATE_NOOP("weft::problems", "Two nodes have the id \"%1\"; rename one of them."),
    QT_TRANSLATE_NOOP("weft::problems", "There are only %1 channels; take a smaller size."),
    QT_TRANSLATE_NOOP("weft::problems", "This takes samples × units, here %1, but has %2."),
    QT_TRANSLATE_NOOP("weft::problems", "There is nothing behind the samples to repeat."),
    QT_TRANSLATE_NOOP("weft::problems", "There is no data; add a source to train with."),
    QT_TRANSLATE_NOOP("weft::problems", "The data feeds \"%1\", but there is no such node."),
    QT_TRANSLATE_NOOP("weft::problems", "From there only %1 elements are left in axis %2."),
    QT_TRANSLATE_NOOP("weft::problems", "This takes samples × channels × …, but has %1."),
    QT_TRANSLATE_NOOP("weft::problems", "This takes samples × … × features, but has %1."),
    QT_TRANSLATE_NOOP("weft::problems", "Mean %1 and log variance %2 must have one shape."),
    QT_TRANSLATE_NOOP("weft::problems", "Axis %1 of %2 is not 1 and cannot be taken out."),
    QT_TRANSLATE_NOOP("weft::problems", "There are not %1 axes behind the samples of %2."),
    QT_TRANSLATE_NOOP("weft::problems", "samples × channels × depth × rows × columns"),
    QT_TRANSLATE_NOOP("weft::problems", "The data has no column “%1”; choose one of: %2."),
    QT_TRANSLATE_NOOP("weft::problems", "there are no columns of numbers to combine."),
    QT_TRANSLATE_NOOP("weft::problems", "This takes samples × length × …, but has %1."),
    QT_TRANSLATE_NOOP("weft::problems", "The formula does not use %1, which is wired."),
    QT_TRANSLATE_NOOP("weft::problems", "The scores need one number for each class."),
    QT_TRANSLATE_NOOP("weft::problems", "give both mean and deviation, or neither."),
    QT_TRANSLATE_NOOP("weft::problems", "%1: there is no metric \"%2\"; choose one of: %3."),
    QT_TRANSLATE_NOOP("weft::problems", "There are no channels to give slopes to."),
    QT_TRANSLATE_NOOP("weft::problems", "A width of %1 does not divide into %2 heads."),
    QT_TRANSLATE_NOOP("weft::problems", "%1 is too large or too small for a number."),
    QT_TRANSLATE_NOOP("weft::problems", "the format “%1” is not known; known are: %2."),
    QT_TRANSLATE_NOOP("weft::problems", "The CPU computes in f32; \"%1\" is for GPUs."),
    QT_TRANSLATE_NOOP("weft::problems", "There is no schedule \"%1\"; choose one of %2."),
    QT_TRANSLATE_NOOP("weft::problems", "%1 holds no .jpg or .png that has a label."),
    QT_TRANSLATE_NOOP("weft::problems", "Axis %1 has %2 elements; there is none at %3."),
    QT_TRANSLATE_NOOP("weft::problems", "The formula is longer than %1 characters."),
    QT_TRANSLATE_NOOP("weft::problems", "It is wired to \"%1\", which is not there."),
    QT_TRANSLATE_NOOP("weft::problems", "The result would have more than 8 axes."),
    QT_TRANSLATE_NOOP("weft::problems", "A number needs digits; write 0.5 or 2."),
    QT_TRANSLATE_NOOP("weft::problems", "%1 is a function; write what it is of: %2."),
    QT_TRANSLATE_NOOP("weft::problems", "A learning rate is a number from 0 up."),
    QT_TRANSLATE_NOOP("weft::problems", "There is no block \"%1\" in this project."),
    QT_TRANSLATE_NOOP("weft::problems", "Scores %1 need labels %2, but these are %3."),
    QT_TRANSLATE_NOOP("weft::problems", "%1 channels do not divide into %2 groups."),
    QT_TRANSLATE_NOOP("weft::problems",
                      "A whitening start looks at all channels at once; set groups to 1, or choose another start."),
    QT_TRANSLATE_NOOP("weft::problems",
                      "A whitening start is worked out from the data, so x has to come straight from an input; choose "
                      "another start, or put this layer first."),
    QT_TRANSLATE_NOOP("weft::problems",
                      "A whitening start takes windows of at most 256 numbers, and these have %1; make the kernel "
                      "smaller, or choose another start."),
    QT_TRANSLATE_NOOP("weft::problems", "There is no function %1; did you mean %2?"),
    QT_TRANSLATE_NOOP("weft::problems", "\"%1\" needs one number, or %2, but has %3."),
    QT_TRANSLATE_NOOP("weft::problems", "samples × channels × rows × columns"),
    QT_TRANSLATE_NOOP("weft::problems", "“%1” is empty; name the file to read."),
    QT_TRANSLATE_NOOP("weft::problems", "There is no input %1; did you mean %2?"),
    QT_TRANSLATE_NOOP("weft::problems", "There is no function %1; there are %2."),
    QT_TRANSLATE_NOOP("weft::problems", "Mean IoU takes at most %1 classes."),
    QT_TRANSLATE_NOOP("weft::problems", "This parenthesis is never closed."),
    QT_TRANSLATE_NOOP("weft::problems", "\"%1\" takes one wire, not several."),
    QT_TRANSLATE_NOOP("weft::problems", "\"%1\" takes a whole number %2, not %3."),
    QT_TRANSLATE_NOOP("weft::problems", "%1 is not finite; enter a number."),
    QT_TRANSLATE_NOOP("weft::problems", "there are no images to augment."),
    QT_TRANSLATE_NOOP("weft::problems", "The project has no layers yet."),
    QT_TRANSLATE_NOOP("weft::problems", "there is not one sample in it."),
    QT_TRANSLATE_NOOP("weft::problems", "%1: there is a header, but no row below it."),
    QT_TRANSLATE_NOOP("weft::problems", "%1: the file is empty."),
    QT_TRANSLATE_NOOP("weft::problems", "%1: with this delimiter there is one column, but the file looks like %2; take auto."),
    QT_TRANSLATE_NOOP("weft::problems", "there are %1 names for %2 classes."),
    QT_TRANSLATE_NOOP("weft::problems", "there are %1 names for %2 columns."),
    QT_TRANSLATE_NOOP("weft::problems",
                      "column %1 and column %2 are both called “%3”; the second one goes by “%4” here. Give each a name "
                      "of its own."),
    QT_TRANSLATE_NOOP("weft::problems", "%1 is too large for any memory."),
    QT_TRANSLATE_NOOP("weft::problems", "“%1” takes 1 or %2 numbers, not %3."),
    QT_TRANSLATE_NOOP("weft::problems", "“%1” holds %2; this step is for %3."),
    QT_TRANSLATE_NOOP("weft::problems", "%1 The checkpoint %2 is used instead."),
    QT_TRANSLATE_NOOP("weft::problems", "A run has at least one epoch."),
    QT_TRANSLATE_NOOP("weft::problems", "%1 holds no label called %2 for %3."),
    QT_TRANSLATE_NOOP("weft::problems", "\"%1\" takes %2 to %3 numbers, not %4."),
    QT_TRANSLATE_NOOP("weft::problems", "a deviation must be above 0."),
    QT_TRANSLATE_NOOP("weft::problems", "name the columns to be cast."),
    QT_TRANSLATE_NOOP("weft::problems", "The formula does not use x."),
    QT_TRANSLATE_NOOP("weft::problems", "samples × channels × length"),
    QT_TRANSLATE_NOOP("weft::problems", "samples × length × features"),
    QT_TRANSLATE_NOOP("weft::problems", "The block has no input \"%1\"."),
    QT_TRANSLATE_NOOP("weft::problems", "There is no input \"%1\" here."),
    QT_TRANSLATE_NOOP("weft::problems", "is not known; known are: %1."),
    QT_TRANSLATE_NOOP("weft::problems", "%1 takes %2 values, but has %3."),
    QT_TRANSLATE_NOOP("weft::problems", "\"%1\" takes a number %2, not %3."),
    QT_TRANSLATE_NOOP("weft::problems", "this format is not known; did you mean \"%1\"?"),
    QT_TRANSLATE_NOOP("weft::problems", "this step is not known; did you mean \"%1\"?"),
    QT_TRANSLATE_NOOP("weft::problems", "this format is not known."),
    QT_TRANSLATE_NOOP("weft::problems", "name the columns to drop."),
    QT_TRANSLATE_NOOP("weft::problems", "Wire something to \"%1\" (%2)."),
    QT_TRANSLATE_NOOP("weft::problems", "Only one size can be −1."),
    QT_TRANSLATE_NOOP("weft::problems", "%1 takes %2 value, but has %3."),
    QT_TRANSLATE_NOOP("weft::problems", "\"%1\" takes a whole number."),
    QT_TRANSLATE_NOOP("weft::problems", "\"%1\" takes whole numbers %2."),
    QT_TRANSLATE_NOOP("weft::problems", "no column would be left."),
    QT_TRANSLATE_NOOP("weft::problems", "no sample would be left."),
    QT_TRANSLATE_NOOP("weft::problems", "It cannot be bypassed: %1"),
    QT_TRANSLATE_NOOP("weft::problems", "\"%1\" takes true or false."),
    QT_TRANSLATE_NOOP("weft::problems", "\"%1\" takes whole numbers."),
    QT_TRANSLATE_NOOP("weft::problems", "this step is not known."),
    QT_TRANSLATE_NOOP("weft::problems", "there is no column “%1”."),
    QT_TRANSLATE_NOOP("weft::problems", "\"%1\" has no output \"%2\"."),
    QT_TRANSLATE_NOOP("weft::problems", "A size cannot be 0."),
    QT_TRANSLATE_NOOP("weft::problems", "Axis %1 stands twice."),
    QT_TRANSLATE_NOOP("weft::problems", "Write ^ for powers."),
    QT_TRANSLATE_NOOP("weft::problems", "%1 holds no array “%2”."),
    QT_TRANSLATE_NOOP("weft::problems", "\"%1\" takes a number."),
    QT_TRANSLATE_NOOP("weft::problems", "%1 is %2; it must be %3."),
    QT_TRANSLATE_NOOP("weft::problems", "%1 has no column “%2”."),
    QT_TRANSLATE_NOOP("weft::problems", "\"%1\" takes one of %2."),
    QT_TRANSLATE_NOOP("weft::problems", "\"%1\" takes a text."),
    QT_TRANSLATE_NOOP("weft::problems", "Transform %1 (%2): %3"),
    QT_TRANSLATE_NOOP("weft::problems", "Cleaning %1 (%2): %3"),
    QT_TRANSLATE_NOOP("weft::problems", "between %1 and %2"),
    QT_TRANSLATE_NOOP("weft::problems", "Source %1 (%2): %3"),
    QT_TRANSLATE_NOOP("weft::problems", "any number"),
    QT_TRANSLATE_NOOP("weft::problems", "Input (%1): %2"),
    QT_TRANSLATE_NOOP("weft::problems", "validation"),
    QT_TRANSLATE_NOOP("weft::problems", "left out: %1"),
    QT_TRANSLATE_NOOP("weft::problems", "at least %1"),
    QT_TRANSLATE_NOOP("weft::problems", "from %1 to %2"),
    QT_TRANSLATE_NOOP("weft::problems", "at most %1"),
    QT_TRANSLATE_NOOP("weft::problems", "one of %1"),
    QT_TRANSLATE_NOOP("weft::problems", "Split: %1"),
    QT_TRANSLATE_NOOP("weft::problems", "numbers"),
    QT_TRANSLATE_NOOP("weft::problems", "classes"),
    QT_TRANSLATE_NOOP("weft::problems", "Data: %1"),
    QT_TRANSLATE_NOOP("weft::problems", "images"),
    QT_TRANSLATE_NOOP("weft::problems", "tokens"),
    QT_TRANSLATE_NOOP("weft::problems", "train"),
    QT_TRANSLATE_NOOP("weft::problems", "image"),
    QT_TRANSLATE_NOOP("weft::problems", "test"),
    QT_TRANSLATE_NOOP("weft::problems", "text"),
};

std::vector<const char*> allSentences()
{
    std::vector<const char*> all(patterns.begin(), patterns.end());
    all.insert(all.end(), fileSentences().begin(), fileSentences().end());
    all.insert(all.end(), importSentences().begin(), importSentences().end());
    all.insert(all.end(), variableSentences().begin(), variableSentences().end());
    return all;
}

struct Pattern {
    const char* english;
    QString first; // the longest of its fixed words: most sentences are ruled out by it alone
    QRegularExpression expression;
    std::array<bool, 10> counts = {}; // whether a number is put in at %1, %2, …
};

// Whether what is put in at `from` to `to` is counted or measured, as the words around it tell. What is not may be a
// name, a file, a version or a process that happens to be all digits, and is left as it is.
bool isCount(const QString& text, qsizetype from, qsizetype to)
{
    static const QRegularExpression before(QStringLiteral(
        "\\b(step|line|sample|record|byte|least|most|than|takes|needs?|wants?|has|have|promises|not|from|to|the|where|"
        "batch of|list of|copies, found) $"));
    static const QRegularExpression behind(QStringLiteral(
        "^ (missing |infinite |different )?(samples|bytes|values?|numbers|steps|labels|characters|columns|wires|copies|"
        "classes|elements|channels|filters|places|pictures|files|names|MiB|layers|more|axes|groups|heads)\\b"));
    return text.left(from).contains(before) || text.mid(to).contains(behind);
}

QString withSeparators(const QString& digits)
{
    constexpr int fewest = 5; // of less they are no help
    static const QRegularExpression whole(QStringLiteral("^-?[1-9][0-9]*$"));
    bool fits = false;
    const qlonglong value = digits.toLongLong(&fits);
    return fits && digits.size() >= fewest && digits.contains(whole) ? formatExact(value) : digits;
}

const std::vector<Pattern>& compiled()
{
    static const std::vector<Pattern> made = [] {
        static const QRegularExpression place(QStringLiteral("%[1-9]"));
        std::vector<Pattern> all;
        for (const char* const english : allSentences()) {
            const QString text = QString::fromUtf8(english);
            QString longest;
            QString expression;
            std::array<bool, 10> counts = {};
            qsizetype from = 0;
            const auto fixed = [&](const QString& words) {
                expression += QRegularExpression::escape(words);
                if (words.size() > longest.size())
                    longest = words;
            };
            for (auto each = place.globalMatch(text); each.hasNext();) {
                const QRegularExpressionMatch match = each.next();
                fixed(text.mid(from, match.capturedStart() - from));
                counts[size_t(match.captured().back().digitValue())] =
                    isCount(text, match.capturedStart(), match.capturedEnd());
                expression += QStringLiteral("(.+?)");
                from = match.capturedEnd();
            }
            fixed(text.mid(from));
            all.push_back({english, longest,
                           QRegularExpression(QRegularExpression::anchoredPattern(expression),
                                              QRegularExpression::DotMatchesEverythingOption),
                           counts});
        }
        return all;
    }();
    return made;
}

QString translatedOr(const QString& english, int depth);

// Errors say first where they happened, a file or a place in it. What is put before a sentence that is not known may be
// part of a name, and stays.
QString behindItsPlace(const QString& english, int depth)
{
    const QString colon = QStringLiteral(": ");
    for (qsizetype at = english.indexOf(colon); at > 0; at = english.indexOf(colon, at + 1)) {
        const QString rest = english.mid(at + colon.size());
        if (const QString said = translatedOr(rest, depth + 1); said != rest && rest.contains(u' '))
            return english.left(at) + QCoreApplication::translate("weft::problems", ": ", "after a file's name") + said;
    }
    return english;
}

// Several in a row: "Loop (node \"a\"); Scan (node \"b\")". Nothing: it is no such list.
QString eachOf(const QString& english, int depth)
{
    const QStringList parts = english.split(QStringLiteral("; "));
    QStringList said;
    for (const QString& part : parts) {
        said << translatedOr(part, depth + 1);
        if (parts.size() == 1 || said.last() == part)
            return {};
    }
    return said.join(QCoreApplication::translate("weft::problems", "; ", "between things that are wrong"));
}

QString translatedOr(const QString& english, int depth)
{
    constexpr int deepest = 5;
    if (depth > deepest)
        return english;
    if (const QString list = eachOf(english, depth); !list.isEmpty())
        return list;
    for (const Pattern& pattern : compiled()) {
        if (!english.contains(pattern.first))
            continue;
        const QRegularExpressionMatch match = pattern.expression.match(english);
        if (!match.hasMatch())
            continue;
        QString sentence = QCoreApplication::translate("weft::problems", pattern.english);
        // From the back, so that no text that was put in is looked at again.
        for (int i = int(sentence.size()) - 2; i >= 0; --i)
            if (sentence[i] == u'%' && sentence[i + 1] >= u'1' && sentence[i + 1] <= u'9') {
                const int place = sentence[i + 1].digitValue();
                const QString put = match.captured(place);
                sentence.replace(i, 2,
                                 pattern.counts[size_t(place)] ? withSeparators(translatedOr(put, depth + 1))
                                                               : translatedOr(put, depth + 1));
            }
        return sentence;
    }
    return behindItsPlace(english, depth);
}

} // namespace

QString problemSentence(const QString& english)
{
    return translatedOr(english, 0);
}

QStringList knownSentences()
{
    QStringList all;
    for (const char* const english : allSentences())
        all << QString::fromUtf8(english);
    return all;
}

} // namespace weft
