#include "engine/schema/schema.h"

#include "app/commands.h"
#include "app/terminal.h"
#include "engine/data/formats/format.h"
#include "engine/data/steps/step.h"
#include "engine/train/optimizer_type.h"
#include "engine/train/schedule.h"

namespace weft {

int schema()
{
    const SchemaChoices choices {.optimizers = schemaChoices(optimizerTypes()),
                                 .schedules = schemaChoices(scheduleTypes()),
                                 .formats = schemaChoices(formats()),
                                 .cleaning = schemaChoices(cleaningSteps()),
                                 .transforms = schemaChoices(transformSteps())};
    print(projectSchema(layerTypes(), choices).dump(2) + "\n");
    return 0;
}

} // namespace weft
