<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>CanvasCommands</name>
    <message>
        <source>Cut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bookmark %1 is not set; Ctrl+Shift+%1 sets it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The block of this bookmark is gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bookmark %1 is set to this view.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tidy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CanvasMenus</name>
    <message>
        <source>Arrange</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insert a layer…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a reroute dot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the reroute dot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the wire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename the frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the theme has it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select its nodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the frame, keep its nodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit the note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished">添加</translation>
    </message>
</context>
<context>
    <name>CurvePlot</name>
    <message>
        <source>More than a million rows are in view: zoom in, or save them to a file.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DragDot</name>
    <message>
        <source>Drag the dot where the wire should pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alt-click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>takes a dot off</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DrawWire</name>
    <message>
        <source>Connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move wires</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release on a port to move it, on empty canvas to remove it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release: search what fits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>search everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add a reroute dot</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EditCommands</name>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>没有可撤销的操作。</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>There is nothing to redo.</source>
        <translation>没有可重做的操作。</translation>
    </message>
</context>
<context>
    <name>FileCommands</name>
    <message>
        <source>No project is open.</source>
        <translation>没有打开的项目。</translation>
    </message>
    <message>
        <source>&amp;New network</source>
        <translation>新建网络(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Everything is saved.</source>
        <translation>全部内容都已保存。</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>Load again from the file</source>
        <translation>从文件重新载入</translation>
    </message>
    <message>
        <source>It is in no file yet.</source>
        <translation>还没有保存到文件。</translation>
    </message>
    <message>
        <source>&amp;Close project</source>
        <translation>关闭项目(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
</context>
<context>
    <name>HelpCommands</name>
    <message>
        <source>Se&amp;ttings…</source>
        <translation>设置(&amp;T)…</translation>
    </message>
    <message>
        <source>From your &amp;data…</source>
        <translation>从你的数据开始(&amp;D)…</translation>
    </message>
    <message>
        <source>From a ta&amp;ble…</source>
        <translation>从表格开始(&amp;B)…</translation>
    </message>
    <message>
        <source>Three-step &amp;tour</source>
        <translation>三步导览(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Shortcuts</source>
        <translation>快捷键(&amp;S)</translation>
    </message>
    <message>
        <source>Change &amp;keys…</source>
        <translation>更改快捷键(&amp;K)…</translation>
    </message>
    <message>
        <source>What this &amp;computer can train on</source>
        <translation>这台电脑可以用什么训练(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;About Weft</source>
        <translation>关于 Weft(&amp;A)</translation>
    </message>
    <message>
        <source>Weft %1, a desktop studio for neural networks. Qt %2.</source>
        <translation>Weft %1，桌面神经网络工作室。Qt %2。</translation>
    </message>
</context>
<context>
    <name>KeyboardWire</name>
    <message>
        <source>Nothing here takes this wire; Tab adds a layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>leave it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose where the wire ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose a port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>start a wire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add a layer there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Del</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>take its wires off</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LazyConnect</name>
    <message>
        <source>Release on the node to connect to</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LegalEnds</name>
    <message>
        <source>A node can&apos;t feed itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both are inputs: end the wire at an output.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both are outputs: end the wire at an input.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has no output.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It takes no input.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>No project yet</source>
        <translation>还没有项目</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>面板(&amp;P)</translation>
    </message>
</context>
<context>
    <name>MoveNodes</name>
    <message>
        <source>Insert into a wire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detach</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release: put it into the wire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shake: take it out of its wires</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>joins this frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>leaves its frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>join or leave a frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put it back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MoveNote</name>
    <message>
        <source>Drag the corner: the note&apos;s size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag: move the note</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PaletteDrop</name>
    <message>
        <source>Insert into a wire</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Panels</name>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>All kinds of layers, to be dragged onto the canvas.</source>
        <translation>各种层，拖到画布上使用。</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>大纲</translation>
    </message>
    <message>
        <source>No nodes yet</source>
        <translation>还没有节点</translation>
    </message>
    <message>
        <source>The nodes of the network appear here as a list.</source>
        <translation>网络的节点会列在这里。</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <source>Documentation</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation>未选中任何内容</translation>
    </message>
    <message>
        <source>Select a node to read what its layer does.</source>
        <translation>选中一个节点，查看该层的作用。</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>No steps yet</source>
        <translation>还没有操作</translation>
    </message>
    <message>
        <source>Each change appears here; a click goes back to it.</source>
        <translation>每次改动都会列在这里，点击即可回到那一步。</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>没有问题</translation>
    </message>
    <message>
        <source>What is wrong with the network appears here, with fixes.</source>
        <translation>网络中的错误和修复办法会显示在这里。</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Per node</source>
        <translation>按节点</translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation>还没有运行</translation>
    </message>
    <message>
        <source>What each node costs in time and memory.</source>
        <translation>每个节点耗费的时间和内存。</translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation>预测结果</translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>Preview data</source>
        <translation>预览数据</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation>还没有运行</translation>
    </message>
    <message>
        <source>Each training is kept here with its curves and settings.</source>
        <translation>每次训练连同曲线和设置都保存在这里。</translation>
    </message>
    <message>
        <source>Curves of runs</source>
        <translation>各次运行的曲线</translation>
    </message>
    <message>
        <source>No runs chosen</source>
        <translation>未选择运行</translation>
    </message>
    <message>
        <source>Tick runs on the left to lay their curves over each other.</source>
        <translation>在左侧勾选运行，即可叠加它们的曲线。</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Results and the settings that differ.</source>
        <translation>结果以及不同的设置。</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>数据源</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>还没有数据</translation>
    </message>
    <message>
        <source>Drop a folder of pictures or a CSV file here.</source>
        <translation>把图片文件夹或 CSV 文件拖到这里。</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Every sample with its label.</source>
        <translation>每个样本及其标签。</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>What each column holds and how it is prepared.</source>
        <translation>每一列的内容以及预处理方式。</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>What is learnt from, and what is held back to test.</source>
        <translation>哪些用于学习，哪些留作测试。</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>数据增强</translation>
    </message>
    <message>
        <source>How pictures are varied while training.</source>
        <translation>训练时图片如何变化。</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Class balance and the distribution of values.</source>
        <translation>类别平衡和数值分布。</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>No sample chosen</source>
        <translation>未选择样本</translation>
    </message>
    <message>
        <source>One sample in full.</source>
        <translation>单个样本的详情。</translation>
    </message>
    <message>
        <source>Docs</source>
        <translation>文档</translation>
    </message>
</context>
<context>
    <name>RubberBand</name>
    <message>
        <source>Drag: select</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>take away</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Screenshot</name>
    <message>
        <source>The training has not begun.</source>
        <translation>训练还没有开始。</translation>
    </message>
    <message>
        <source>The size of a picture is such as 1920x1200.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing in the window is called %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SessionBars</name>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>结束它</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Show the node</source>
        <translation>显示节点</translation>
    </message>
</context>
<context>
    <name>Slice</name>
    <message>
        <source>Cut wires</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add reroute dots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw across wires to cut them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw across wires to set a dot on each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>leave them as they are</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Preparing</source>
        <translation>准备中</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Paused: the disk is full</source>
        <translation>已暂停：磁盘已满</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>The training broke off</source>
        <translation>训练中断</translation>
    </message>
    <message>
        <source>Training ended</source>
        <translation>训练结束</translation>
    </message>
    <message>
        <source>Empty network</source>
        <translation>空网络</translation>
    </message>
    <message>
        <source>Ready to train</source>
        <translation>可以训练</translation>
    </message>
    <message>
        <source>Not ready to train</source>
        <translation>还不能训练</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>ETA %1</source>
        <translation>预计剩余 %1</translation>
    </message>
    <message>
        <source>Time until the last epoch is done</source>
        <translation>到最后一轮结束所需的时间</translation>
    </message>
    <message>
        <source>Monitoring %1</source>
        <translation>监控开销 %1</translation>
    </message>
    <message>
        <source>How much of the training&apos;s time is spent on showing it</source>
        <translation>显示训练过程所占的训练时间</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>%1 个参数</translation>
    </message>
    <message>
        <source>%1 a sample</source>
        <translation>每个样本 %1</translation>
    </message>
    <message>
        <source>Arithmetic of one forward pass</source>
        <translation>一次前向传播的计算量</translation>
    </message>
    <message>
        <source>GPU %1 · %2 °C</source>
        <translation>GPU %1 · %2 °C</translation>
    </message>
    <message>
        <source>VRAM %1 of %2</source>
        <translation>显存 %1 / %2</translation>
    </message>
    <message>
        <source>CPU %1</source>
        <translation>CPU %1</translation>
    </message>
    <message>
        <source>Of all cores, by the training</source>
        <translation>训练占用的全部核心比例</translation>
    </message>
    <message>
        <source>Memory %1 of %2</source>
        <translation>内存 %1 / %2</translation>
    </message>
    <message>
        <source>Taken by the training, of the whole machine</source>
        <translation>训练占用的内存与整机内存</translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>没有问题</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n 个错误</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n 个警告</numerusform>
        </translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>没有打开的项目</translation>
    </message>
    <message>
        <source>A click shows the whole network</source>
        <translation>点击显示整个网络</translation>
    </message>
</context>
<context>
    <name>TrainCommands</name>
    <message>
        <source>Nothing is being trained.</source>
        <translation>没有正在进行的训练。</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>训练(&amp;T)</translation>
    </message>
    <message>
        <source>No project is open.</source>
        <translation>没有打开的项目。</translation>
    </message>
    <message>
        <source>The training is being prepared.</source>
        <translation>正在准备训练。</translation>
    </message>
    <message>
        <source>The training is stopping.</source>
        <translation>训练正在停止。</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>继续(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>One &amp;step</source>
        <translation>单步(&amp;S)</translation>
    </message>
    <message>
        <source>St&amp;op</source>
        <translation>停止(&amp;O)</translation>
    </message>
    <message>
        <source>Save a &amp;checkpoint now</source>
        <translation>立即保存检查点(&amp;C)</translation>
    </message>
    <message>
        <source>Go on with the last run</source>
        <translation>继续上次运行</translation>
    </message>
    <message>
        <source>It is being trained.</source>
        <translation>正在训练。</translation>
    </message>
    <message>
        <source>There is no run to go on with.</source>
        <translation>没有可以继续的运行。</translation>
    </message>
</context>
<context>
    <name>ViewCommands</name>
    <message>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
    <message>
        <source>Theme of the system</source>
        <translation>跟随系统主题</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>开始(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Build</source>
        <translation>构建(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Data</source>
        <translation>数据(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Runs</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>There is nothing to fold here.</source>
        <translation>这里没有可折叠的内容。</translation>
    </message>
    <message>
        <source>Fold the left column</source>
        <translation>折叠左栏</translation>
    </message>
    <message>
        <source>Fold the bottom row</source>
        <translation>折叠底栏</translation>
    </message>
    <message>
        <source>Fold the right column</source>
        <translation>折叠右栏</translation>
    </message>
    <message>
        <source>The start page has no panels.</source>
        <translation>开始页没有面板。</translation>
    </message>
    <message>
        <source>Put all panels back</source>
        <translation>恢复所有面板位置</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Search commands and layers…</source>
        <translation>搜索命令和层…</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Add %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft</name>
    <message>
        <source>Input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Truth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wrong, it is %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training process was ended from outside (SIGKILL), most likely because the memory was used up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training process found a mistake in itself and gave up (SIGABRT).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training process crashed (signal %1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training process was ended by signal %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::BlockPage</name>
    <message>
        <source>Block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters of the block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None yet. Right-click a parameter of a node in here to promote it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::BlockUse</name>
    <message>
        <source>Repeat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This many copies in a row, each with weights of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make unique</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This use gets a block of its own; other uses keep theirs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts the nodes inside in the place of the block.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::Breadcrumb</name>
    <message>
        <source>Where you are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inside %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::Canvas</name>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain wires</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient flow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What wires show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What wires show: nothing but where they go, or how strong gradients are and how much flows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Badges</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What nodes show below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output shape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minimap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minimap (Alt+M)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>input from %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>input %1 from %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>output to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bypassed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>muted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>frozen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>error: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warning: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, input of %2, from %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, optional input of %2, open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, input of %2, open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, output of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, output of %2, %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient RMS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width: bytes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::CanvasActions</name>
    <message>
        <source>No project is open.</source>
        <translation type="unfinished">没有打开的项目。</translation>
    </message>
    <message>
        <source>Select a node first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select several nodes first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select two nodes first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several nodes are selected, and its key aligns them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a block first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the network itself, no block around it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a node in a frame first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::Category</name>
    <message>
        <source>Input &amp; output</source>
        <translation>输入与输出</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>卷积</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation>池化</translation>
    </message>
    <message>
        <source>Normalisation</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>Regularisation</source>
        <translation>正则化</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Recurrent</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>Shape &amp; merge</source>
        <translation>形状与合并</translation>
    </message>
    <message>
        <source>Loss &amp; metrics</source>
        <translation>损失与指标</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>模块</translation>
    </message>
</context>
<context>
    <name>weft::ChoiceEditor</name>
    <message>
        <source>several</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::ClassBalance</name>
    <message>
        <source>Class balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>and %n more classes</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>weft::ColumnsModel</name>
    <message>
        <source>Numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>As stored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(x − shift) ÷ scale, of each channel or value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(x − %1) ÷ %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Std. dev.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Max</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fed as</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::CommandField</name>
    <message>
        <source>Search commands and layers</source>
        <translation>搜索命令和层</translation>
    </message>
</context>
<context>
    <name>weft::CommandPalette</name>
    <message>
        <source>Search commands, layers, panels, projects</source>
        <translation>搜索命令、层、面板、项目</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>do it</source>
        <translation>执行</translation>
    </message>
    <message>
        <source>close</source>
        <translation>关闭</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>找到 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is called that.</source>
        <translation>没有这个名称。</translation>
    </message>
    <message>
        <source>It can&apos;t be used now.</source>
        <translation>现在不能使用。</translation>
    </message>
    <message>
        <source>Add · %1</source>
        <translation>添加 · %1</translation>
    </message>
    <message>
        <source>Panel</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>weft::Commands</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>图</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>画布</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
</context>
<context>
    <name>weft::ConfusionPanel</name>
    <message>
        <source>Confusion</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>Samples of the picked cell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the samples of this cell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confusion, validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No confusion matrix yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A Confusion layer beside the loss counts here, after each validation, which class is taken for which.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 → %2 %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The most frequent mistake: the truth, what it was taken for, and how often</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::ConfusionView</name>
    <message>
        <source>Confusion matrix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, rightly: %2 of %3 (%4)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 → %2: %3 of %4 (%5)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::CurveLegend</name>
    <message>
        <source>Show another curve here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::CurvePlot</name>
    <message>
        <source>%1: no values yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 at step %3, lowest %4, highest %5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not a finite number from step %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No curves.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::CurvesPanel</name>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation>还没有运行</translation>
    </message>
    <message>
        <source>Loss and metrics appear here, step by step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Scale of the values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Axes, copy and save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A moving average: after %1 steps a value counts for %2 of what it did. The values themselves lie pale beneath.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>best %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::DataPanel</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Part of the data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the data…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can go on working meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>还没有数据</translation>
    </message>
    <message>
        <source>Start from a folder of pictures or a table on the Start page, or add a source to the project&apos;s data section.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 samples</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::DataReader</name>
    <message>
        <source>The memory is used up; close other programs, or take less data.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::DevicePanel</name>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation>还没有运行</translation>
    </message>
    <message>
        <source>How busy the device is, its memory and its speed appear here while it trains.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Power</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Monitoring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the training&apos;s time that looking inside the network takes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Getting ready …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 W</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 °C</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Video memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No GPU is used: it trains on the CPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No GPU is used: it trains on %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples</source>
        <translation>样本</translation>
    </message>
</context>
<context>
    <name>weft::DockSite</name>
    <message>
        <source>Dock</source>
        <translation>停靠</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>浮动</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Unfold</source>
        <translation>展开</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>折叠</translation>
    </message>
</context>
<context>
    <name>weft::DrawPad</name>
    <message>
        <source>Drawing pad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrow keys move the pen, with Shift they draw. Delete clears.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw with the left button, erase with the right one. Keys: arrows move the pen, with Shift they draw.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::DropBox</name>
    <message>
        <source>Choose folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Drop a folder of pictures or a CSV file</source>
        <translation>拖入图片文件夹或 CSV 文件</translation>
    </message>
    <message>
        <source>Weft guesses types, target and split, then builds a starting network. Your files stay where they are.</source>
        <translation>Weft 会推测类型、目标和划分，并搭建一个初始网络。你的文件保持原位。</translation>
    </message>
</context>
<context>
    <name>weft::EditingTools</name>
    <message>
        <source>Name of the node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title of the frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text of the note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add, connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insert a layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>insert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace by another layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>replace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag across wires to cut them</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::EmptyCanvas</name>
    <message>
        <source>Start with a layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag one from the left, or press Tab and type its name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From your data…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open an example</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::FindPopup</name>
    <message>
        <source>Find a node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nodes found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No node is called so.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::GraphDocument</name>
    <message>
        <source>Untitled</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::Inspector</name>
    <message>
        <source>Nothing selected</source>
        <translation>未选中任何内容</translation>
    </message>
    <message>
        <source>Select a node to see its parameters, shapes and documentation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>Shape and cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>per sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::ItemRow</name>
    <message>
        <source>Name of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::KeysPage</name>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>搜索命令</translation>
    </message>
    <message>
        <source>Keys of which program</source>
        <translation>使用哪个程序的快捷键</translation>
    </message>
    <message>
        <source>Keys of %1</source>
        <translation>%1 的快捷键</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>命令及其按键</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>新按键</translation>
    </message>
    <message>
        <source>“%1” has this key too: neither can be reached by it in the same place.</source>
        <translation>“%1”也使用这个按键：在同一处两者都无法触发。</translation>
    </message>
    <message>
        <source>%1 was the key of “%2”, which has none now.</source>
        <translation>%1 原是“%2”的按键，现在它没有按键了。</translation>
    </message>
</context>
<context>
    <name>weft::LegendEntry</name>
    <message>
        <source>Hide %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::LogModel</name>
    <message>
        <source>step %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::LogPanel</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Nothing told yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>States, warnings, checkpoints and your changes appear here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the log shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the chosen lines, or all that are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trains %1 parameters on %2 samples for %3 steps, on %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoint, the best so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Paused: the disk is full</source>
        <translation>已暂停：磁盘已满</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Epoch %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::MainWindow</name>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Best there is</source>
        <translation>自动选择</translation>
    </message>
    <message>
        <source>The devices are still being looked for.</source>
        <translation>正在查找设备。</translation>
    </message>
    <message>
        <source>Networks can be trained here on: %1.</source>
        <translation>可在此训练网络的设备：%1。</translation>
    </message>
    <message>
        <source>No GPU: %1</source>
        <translation>没有 GPU：%1</translation>
    </message>
</context>
<context>
    <name>weft::MemoryView</name>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory by use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activations, gradients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>工作区</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Program, data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>used and whole memory</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::MessageBars</name>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>weft::Minimap</name>
    <message>
        <source>Overview of the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag to move the view, turn the wheel to zoom. Alt+M hides it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::NodeHeader</name>
    <message>
        <source>Name of the node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frozen: its weights stay as they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bypassed: its first input passes through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Muted: as if it were not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documentation</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>frozen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trainable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bypassed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>muted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 nodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of %1 kinds</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::NodeTraining</name>
    <message>
        <source>Rate multiplier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiplies the learning rate of its weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its weights are not trained, its running statistics stand still.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It uses the weights of another node of its kind: both learn together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its own</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::NumberField</name>
    <message>
        <source>several</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Reset to %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::Numbers</name>
    <message>
        <source>scalar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2/s</source>
        <extracomment>A rate: %1 a number, %2 what is counted, as in &quot;41.8 k images/s&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::PanelHeader</name>
    <message>
        <source>Panel tabs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::ParamRow</name>
    <message>
        <source>Changed. Click to go back to the default.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::ParamsSection</name>
    <message>
        <source>The block sets it, as &quot;%1&quot;. Click to take it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to make it a parameter of the block.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset to default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back from the block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promote to the block</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::PlotPane</name>
    <message>
        <source>Copied %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logarithmic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as SVG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy values as CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save values as CSV…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::PredictionGrid</name>
    <message>
        <source>Predictions for the preview samples</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::PredictionsPanel</name>
    <message>
        <source>Predictions</source>
        <translation>预测结果</translation>
    </message>
    <message>
        <source>Step of these predictions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No predictions yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first ones come within the first seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train, and see here what the network makes of a few samples while it learns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One moment: the network answers after its first step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own sample is answered while training runs or is paused.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::ProbeRow</name>
    <message>
        <source>%1 is no picture that can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is larger than 16,384 × 16,384 pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished">%1，%2 {1:?}</translation>
    </message>
    <message>
        <source>Your own sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prediction for your own sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap dark and light: the data&apos;s pictures have the other tone behind them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap dark and light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take your sample away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This network takes no pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your sample, answered with the current weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop or paste a picture to probe the current weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.bmp *.webp)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::ProjectFiles</name>
    <message>
        <source>Open a project</source>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>Weft projects (*.weft);;All files (*)</source>
        <translation>Weft 项目 (*.weft);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation>保存项目</translation>
    </message>
    <message>
        <source>Weft projects (*.weft)</source>
        <translation>Weft 项目 (*.weft)</translation>
    </message>
    <message>
        <source>%1 was removed or can&apos;t be read any more. Save it to have it back.</source>
        <translation>%1 已被删除或无法读取。保存即可恢复。</translation>
    </message>
    <message>
        <source>%1 was changed by another program, and you have changes of your own.</source>
        <translation>%1 被其他程序更改了，而你也有自己的更改。</translation>
    </message>
    <message>
        <source>%1 was changed by another program.</source>
        <translation>%1 被其他程序更改了。</translation>
    </message>
    <message>
        <source>Load it again</source>
        <translation>重新载入</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>保留我的版本</translation>
    </message>
    <message>
        <source>“%1” has changes that are not saved.</source>
        <translation>“%1”有未保存的更改。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃更改</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save mine</source>
        <translation>保存我的版本</translation>
    </message>
    <message>
        <source>Weft did not end well: changes to “%1” of %2 were not saved.</source>
        <translation>Weft 上次没有正常结束：“%1”在 %2 的更改未保存。</translation>
    </message>
    <message numerus="yes">
        <source>Weft did not end well: changes to %n project(s) were not saved.</source>
        <translation>
            <numerusform>Weft 上次没有正常结束：%n 个项目的更改未保存。</numerusform>
        </translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>恢复</translation>
    </message>
</context>
<context>
    <name>weft::ProjectTabs</name>
    <message>
        <source>Open projects</source>
        <translation>打开的项目</translation>
    </message>
    <message>
        <source>Close project</source>
        <translation>关闭项目</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>尚未保存</translation>
    </message>
    <message>
        <source>%1, changed</source>
        <translation>%1，已更改</translation>
    </message>
</context>
<context>
    <name>weft::RecentList</name>
    <message>
        <source>Trained today</source>
        <translation>今天训练</translation>
    </message>
    <message>
        <source>Trained yesterday</source>
        <translation>昨天训练</translation>
    </message>
    <message>
        <source>Trained on %1</source>
        <translation>训练于 %1</translation>
    </message>
    <message>
        <source>The file is gone</source>
        <translation>文件不存在</translation>
    </message>
    <message>
        <source>Not trained</source>
        <translation>未训练</translation>
    </message>
    <message>
        <source>Training, epoch %1</source>
        <translation>训练中，第 %1 轮</translation>
    </message>
    <message>
        <source>Training failed</source>
        <translation>训练失败</translation>
    </message>
    <message>
        <source>Training was interrupted</source>
        <translation>训练被中断</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>最近的项目</translation>
    </message>
    <message>
        <source>Projects that you open or save appear here.</source>
        <translation>打开或保存的项目会显示在这里。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Take off this list</source>
        <translation>从列表中移除</translation>
    </message>
</context>
<context>
    <name>weft::RunCurves</name>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lr %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epochs %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>early stop %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::SampleGrid</name>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Sample %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::SchedulePlot</name>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>There is no schedule “%1”: the rate stays constant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When it falls depends on the training, so the plan is flat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Planned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::SearchField</name>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::SearchModel</name>
    <message>
        <source>%1, gives %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished">%1，%2</translation>
    </message>
</context>
<context>
    <name>weft::SearchPopup</name>
    <message>
        <source>Search layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only what fits is listed. Click the cross to list everything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>feeds %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>takes an input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fits %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing that fits is called so. Backspace on an empty line lists everything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No layer is called so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift Enter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::SearchRow</name>
    <message>
        <source>needs a setting</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::SectionHeader</name>
    <message>
        <source>folded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::Session</name>
    <message>
        <source>Everything up to step %1 is safe in its last checkpoint; resume to go on from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There was no checkpoint yet; start it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No step has been finished for %1 seconds. Wait on, or end the training: it can be resumed from its last checkpoint.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Parts of the settings</source>
        <translation>设置的各部分</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>System follows what the desktop shows.</source>
        <translation>“系统”跟随桌面的设置。</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Changes at once, without a restart.</source>
        <translation>立即生效，无需重启。</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Rows and panels grow with it.</source>
        <translation>行和面板随之放大。</translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation>减少动态效果</translation>
    </message>
    <message>
        <source>Nothing slides or grows; places change at once.</source>
        <translation>没有滑动或缩放，位置立即改变。</translation>
    </message>
    <message>
        <source>Keep a copy for recovery</source>
        <translation>保留恢复副本</translation>
    </message>
    <message>
        <source>Written a moment after each change, beside your settings, and offered after a crash. Your file changes only when you save.</source>
        <translation>每次改动后稍后写入你的设置旁边，崩溃后可恢复。只有保存时你的文件才会改变。</translation>
    </message>
    <message>
        <source>Training goes on when the window closes</source>
        <translation>关闭窗口后继续训练</translation>
    </message>
    <message>
        <source>It is shown again when its project is opened. Else it stops, with a checkpoint.</source>
        <translation>打开项目时会再次显示。否则训练停止并保存检查点。</translation>
    </message>
    <message>
        <source>Forget all settings</source>
        <translation>清除所有设置</translation>
    </message>
    <message>
        <source>Begin again</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Settings are as at first; projects, recent files and layouts stay.</source>
        <translation>恢复初始设置；项目、最近文件和布局保持不变。</translation>
    </message>
</context>
<context>
    <name>weft::SettingsRows</name>
    <message>
        <source>Set %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::ShortcutOverlay</name>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>鼠标</translation>
    </message>
    <message>
        <source>Settings, Keys: change them or take those of another program</source>
        <translation>设置 → 快捷键：更改或采用其他程序的快捷键</translation>
    </message>
</context>
<context>
    <name>weft::SizesEditor</name>
    <message>
        <source>several</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 whole numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2 whole numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter %1, each between %2 and %3, such as &quot;%4&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::StartPage</name>
    <message>
        <source>Learn</source>
        <translation>入门</translation>
    </message>
    <message>
        <source>Vision</source>
        <translation>视觉</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>New network</source>
        <translation>新建网络</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>From your data</source>
        <translation>从你的数据开始</translation>
    </message>
    <message>
        <source>Also reads IDX, NumPy arrays, CIFAR-10 and plain text: see Data.</source>
        <translation>还支持 IDX、NumPy 数组、CIFAR-10 和纯文本：见“数据”。</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Kind of examples</source>
        <translation>示例类别</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Get started</source>
        <translation>快速上手</translation>
    </message>
    <message>
        <source>Three-step tour</source>
        <translation>三步导览</translation>
    </message>
    <message>
        <source>Build, train, predict. 2 minutes</source>
        <translation>构建、训练、预测。2 分钟</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Blender, Houdini, ComfyUI presets</source>
        <translation>Blender、Houdini、ComfyUI 预设</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>这台电脑</translation>
    </message>
    <message>
        <source>What it can train on</source>
        <translation>可以用什么训练</translation>
    </message>
    <message numerus="yes">
        <source>%n in all</source>
        <translation>
            <numerusform>共 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>All %1</source>
        <translation>全部 %1</translation>
    </message>
    <message>
        <source>A folder with a folder of pictures for each class</source>
        <translation>每个类别一个子文件夹的图片文件夹</translation>
    </message>
    <message>
        <source>A table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt *.data);;All files (*)</source>
        <translation>表格 (*.csv *.tsv *.txt *.data);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Looking at %1…</source>
        <translation>正在查看 %1…</translation>
    </message>
    <message>
        <source>A network to begin with is drawn. Save it, then press Train.</source>
        <translation>初始网络已画好。先保存，再按“训练”。</translation>
    </message>
</context>
<context>
    <name>weft::Studio</name>
    <message>
        <source>The network is empty: add a layer first.</source>
        <translation>网络是空的：先添加一层。</translation>
    </message>
    <message numerus="yes">
        <source>The network has %n error(s): see Problems.</source>
        <translation>
            <numerusform>网络有 %n 个错误：见“问题”。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>weft::TextEditor</name>
    <message>
        <source>several</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::Toggle</name>
    <message>
        <source>several</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::ToolBar</name>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>工作区</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Recent projects, examples, your own data</source>
        <translation>最近的项目、示例、你自己的数据</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>构建</translation>
    </message>
    <message>
        <source>Draw the network and train it</source>
        <translation>绘制并训练网络</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>See and prepare what it learns from</source>
        <translation>查看并准备学习所用的数据</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Compare what was trained</source>
        <translation>比较训练结果</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Best there is</source>
        <translation>自动选择</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Change the precision</source>
        <translation>更改精度</translation>
    </message>
    <message>
        <source>Change the device</source>
        <translation>更改设备</translation>
    </message>
    <message>
        <source>Fixed while it trains.</source>
        <translation>训练时不可更改。</translation>
    </message>
    <message>
        <source>Changes it from the next step on, with a mark on the curve.</source>
        <translation>从下一步起生效，并在曲线上做标记。</translation>
    </message>
    <message>
        <source>Change the learning rate</source>
        <translation>更改学习率</translation>
    </message>
    <message>
        <source>Change the batch size</source>
        <translation>更改批大小</translation>
    </message>
    <message>
        <source>Preparing…</source>
        <translation>正在准备…</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>Epoch %1 of %2</source>
        <translation>第 %1 轮，共 %2 轮</translation>
    </message>
</context>
<context>
    <name>weft::Tour</name>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Skip the tour</source>
        <translation>跳过导览</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>导览</translation>
    </message>
    <message>
        <source>1 of 3 · Build</source>
        <translation>第 1 步，共 3 步 · 构建</translation>
    </message>
    <message>
        <source>This is a network: data comes in at the left, each node is a layer, wires carry numbers. Drag a layer from the left onto a wire, or press Tab and type its name.</source>
        <translation>这是一个网络：数据从左侧进入，每个节点是一层，连线传递数值。从左侧把一层拖到连线上，或按 Tab 输入它的名称。</translation>
    </message>
    <message>
        <source>Next: train</source>
        <translation>下一步：训练</translation>
    </message>
    <message>
        <source>2 of 3 · Train</source>
        <translation>第 2 步，共 3 步 · 训练</translation>
    </message>
    <message>
        <source>Press Train. The loss falls in Curves; you can pause, and change the learning rate while it runs.</source>
        <translation>按“训练”。曲线中的损失会下降；运行时可以暂停，也可以更改学习率。</translation>
    </message>
    <message>
        <source>Next: predict</source>
        <translation>下一步：预测</translation>
    </message>
    <message>
        <source>3 of 3 · Predict</source>
        <translation>第 3 步，共 3 步 · 预测</translation>
    </message>
    <message>
        <source>Predictions shows what the network makes of samples that it has not learnt from, better with each epoch. Drop a picture of your own there to probe it.</source>
        <translation>“预测结果”显示网络对未学过的样本的判断，一轮比一轮好。把你自己的图片拖到那里试一试。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>weft::TrainingRow</name>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>%1, epoch %2 of %3</source>
        <translation>%1，第 %2 轮，共 %3 轮</translation>
    </message>
    <message>
        <source>%1, %2 left</source>
        <translation>%1，剩余 %2</translation>
    </message>
    <message>
        <source>Training goes on in the background.</source>
        <translation>训练在后台继续。</translation>
    </message>
</context>
<context>
    <name>weft::TrainingSettings</name>
    <message>
        <source>Choose %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Learning rate schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Accumulate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validate every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clip norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clip value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Early stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop early</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metric</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patience</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best by</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::Words</name>
    <message>
        <source>There is no block %1 in this project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is another port called %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The block has no output %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no port %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reorder ports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only a node inside a block can have its settings on the block.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no setting %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is on the block already, as %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is a setting of another kind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put %1 on the block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take %1 off the block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reorder settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is another setting called %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 lies between the chosen layers; take it along.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 uses the weights of %2; take both, or none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the layers that the block shall hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is another block called %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no block.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is the only one that uses this block.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 uses the weights of another; end that first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make block its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove unused blocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That text is too long for layers of Weft.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no layers on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be pasted: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The block has no input %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no output %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are wired already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A layer cannot feed itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 takes no input.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no input %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That would be a circle: %1 already works on what %2 gives.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 gives class numbers; %2 computes with measured values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 wants class numbers or tokens; wire a Label or a Tokens layer to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut wires</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reorder inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move wires</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No wire starts there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no layer %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A block cannot hold itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That wire is not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The wire starts or ends at this node.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has nothing to pass a wire through.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is wired already; detach it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insert on wire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Delete %n node(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Detach</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is another node called %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no input to pass through.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 turns %2 into %3; what follows would not fit without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bypass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End bypass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unfreeze</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale the learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is of another kind, so it has other weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 uses the weights of this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such setting here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 takes another kind of value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Move %n node(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nudge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Align</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distribute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Straighten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collapse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Join frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add reroute dot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move reroute dot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove reroute dot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set bookmark %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove bookmark %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is bypassed; end that first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 uses the weights of %2; end that first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A block without inputs and outputs cannot be repeated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpack %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name has at least one letter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“in” and “out” are what blocks call their own ports; choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That name is too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name has letters, digits, “_” and “-”, no “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::WorkerLink</name>
    <message>
        <source>The training was begun by another version of Weft, which speaks another protocol (%1 instead of %2): it goes on, but this window cannot show it. Open it with that version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It said last: &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::WorkerProcess</name>
    <message>
        <source>The training cannot begin: there are no sockets left (%1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training cannot begin: &quot;%1&quot; does not start (%2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No process is training &quot;%1&quot; any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training process ended unexpectedly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training process no longer answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training process ended unexpectedly (exit code %1).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>weft::layers</name>
    <message>
        <source>ELU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As ReLU for positive numbers; negative ones bend smoothly to −α.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>X</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any shape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What large negative numbers come to, with the sign turned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GELU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A smooth ReLU: x · Φ(x), with Φ the normal distribution. Usual in transformers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exact, or the approximation by tanh that GPT-2 was trained with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tanh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hard sigmoid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sigmoid in three straight pieces, cheap to compute: x / 6 + ½, kept in 0 … 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hard swish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swish in cheap pieces: x times the Hard sigmoid of x. Usual in MobileNetV3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaky ReLU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As ReLU, but lets a little of what is negative through, so that no unit stops learning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of negative values that passes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log-softmax</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The logarithm of Softmax, computed without losing small probabilities.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The axis that sums to 1: 1 is the one behind the samples, −1 the last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>x · tanh(softplus(x)): smooth, with a small dip below zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PReLU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaky ReLU that learns how much of what is negative passes (He et al. 2015).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × channels × …, or any shape with one slope for all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Per channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A slope for each channel, not one for all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>The slope at the beginning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passes what is positive and stops the rest: max(x, 0). The usual first choice between layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ReLU6</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ReLU that stops at 6: min(max(x, 0), 6). Usual in networks for low precision.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SELU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ELU with constants that keep mean and variance through deep stacks of Dense (Klambauer et al. 2017).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sigmoid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Squeezes any number into 0 … 1: 1 / (1 + e^−x). For gates and probabilities.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turns scores into shares of 1 along an axis: e^x over the sum of all e^x. Losses and Output take raw scores and need no Softmax before them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Softplus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A smooth ReLU that is never zero: log(1 + e^(sharpness · x)) / sharpness. For what must be positive.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sharpness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The greater, the closer to ReLU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swish (SiLU)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>x · sigmoid(x): a smooth ReLU with a small dip below zero. Usual in EfficientNet and in language models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Squeezes any number into −1 … 1, with 0 in the middle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multi-head attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every place of a sequence looks at all places, or at those of another sequence, and takes what fits its question: the heart of a transformer (Vaswani et al. 2017).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Query</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × length × width; alone, it is keys and values too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>samples × other length × width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × other length × width; if not wired, the keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as query</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many questions are asked side by side; divides the width.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Causal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No place sees a later one: for predicting what comes next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a learned offset to queries, keys, values and result.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the result dropped while training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conv 1D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slides learned patterns along a sequence or signal; each filter says how strongly its pattern is found at each place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × channels × length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × filters × length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many patterns to look for: the channels of the result.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the window, one number for all axes or one for each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stride</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps between windows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Padding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zeros around the input. valid: none; same: so many that the size stays (divided by the stride); explicit: as &quot;pad&quot; says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Valid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explicit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zeros on either side, one number for all axes or one for each; used with explicit padding.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dilation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance between the elements a kernel looks at; 2 leaves out every other one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a learned offset to every filter. Not needed before a normalisation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Splits channels and filters into groups that do not see each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conv 2D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slides small learned patterns over an image; each filter says how strongly its pattern is found at each place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × channels × rows × columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × filters × rows × columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conv 3D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slides learned patterns through a volume or a video; each filter says how strongly its pattern is found at each place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × channels × depth × rows × columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × filters × depth × rows × columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Depthwise conv 2D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A convolution in which every channel has patterns of its own and sees no other channel. With a 1×1 Conv 2D after it, a cheap stand-in for a full convolution.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × channels · multiplier × rows × columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiplier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patterns for each channel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transposed conv 1D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The way back of Conv 1D: spreads each element over a window of a longer result. With stride 2 it doubles the length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output padding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adds to the size at the end, for strides where several sizes are possible; not used with the padding &quot;same&quot;, which multiplies the size by the stride.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transposed conv 2D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The way back of Conv 2D: spreads each element over a window of a larger result. With stride 2 it doubles rows and columns, as decoders and generators need.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transposed conv 3D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The way back of Conv 3D: spreads each element over a window of a larger volume. With stride 2 it doubles every size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Constant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same number everywhere, for every sample: a factor, a bias, a mask to combine with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × sizes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The shape for one sample.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A row of numbers for each sample: columns of a table, or anything flattened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers in a sample.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An image for each sample, scaled and normalised as the data section says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 for grey, 3 for colour.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The right class of each sample as a number from 0: the truth that losses and metrics compare with. With a shape, a class for each place (segmentation: rows × columns).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples, or samples × shape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many classes there are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sizes of a map of classes; empty: one class a sample.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers of any shape for each sample: a target of a regression, a map, a signal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The shape of one sample; empty: a single number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A text or another sequence of symbols for each sample, as numbers below the size of the vocabulary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Symbols in a sample.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many symbols there are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dense</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every output unit is a weighted sum of all input features, plus a bias. With more than two dimensions it acts on the last one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × … × features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × … × units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of output features.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a learned offset to every unit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gives every token or class a learned row of numbers, so that the network can calculate with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens or class numbers: samples × …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × … × width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many tokens there are; the tokens are below it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers for each token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard deviation of the rows at the beginning; transformers often use 0.02.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Position embedding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adds a learned row of numbers for each place in the sequence, so that attention can tell places apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × length × width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The longest sequence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard deviation of the rows at the beginning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unembedding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scores every token by how well its row of an embedding&apos;s table fits: the way back from features to tokens. Let it share the weights of the Embedding, and both learn one table (Press and Wolf 2017).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × … × vocabulary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many tokens there are; as in the Embedding.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Binary cross-entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss for yes or no, for each output by itself: −log of the probability that a sigmoid gives to the right answer. Takes raw scores; put no Sigmoid before it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scores: samples × …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 for yes, 0 for no, or a probability; as x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scalar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Positive weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much a yes counts beside a no; above 1 where yes is rare.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much this loss counts beside others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reduction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the mean is taken over: all elements, or the samples, adding up the elements of each, as a variational autoencoder needs it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Element</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Cross-entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss for choosing one of several classes: −log of the probability that softmax gives to the right one, averaged over all labels. Takes raw scores; put no Softmax before it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scores: samples × classes, samples × length × classes, or samples × classes × rows × columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>labels: samples, samples × length, or samples × rows × columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the target spread over all classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels of this value count nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Huber</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A loss for predicting numbers: squared for small mistakes, straight for large ones, so that outliers do not rule (Huber 1964).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>predictions: samples × …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delta</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where squared becomes straight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean absolute error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A loss for predicting numbers: |x − target|, averaged. Outliers count less than with squares.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean squared error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss for predicting numbers: (x − target)², averaged. Large mistakes count much more than small ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VAE divergence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps the code of a variational autoencoder near the standard normal distribution: the Kullback-Leibler divergence −½ Σ (1 + log σ² − μ² − σ²) of each sample, averaged over the samples (Kingma and Welling 2014).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log variance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much this loss counts beside the reconstruction (β).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A formula of your own, for each element: x * sigmoid(1.7 * x). It learns and runs like any other layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as x; an axis of 1 is repeated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Z</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>W</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Formula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of x, y, z and w, with + - * / ^, comparisons, parentheses, pi, e and functions: abs, sign, exp, log, sqrt, square, pow, sin, cos, tan, tanh, sigmoid, relu, gelu, swish, softplus, erf, floor, ceil, round, min, max, clamp, select.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Adds its inputs element by element. With a wire past some layers it makes a residual connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any number of inputs of one shape; an axis of 1 is repeated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Concatenate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts its inputs one behind another along an axis: channels of two branches, words of two sentences.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any number of inputs that differ only along the axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the inputs, longer along the axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The axis to join along: 1 is the one behind the samples, −1 the last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matrix product</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiplies the matrices in the last two axes of its inputs, sample by sample.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × … × rows × inner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × … × inner × columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × … × rows × columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transpose a</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap the last two axes of a first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transpose b</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap the last two axes of b first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps the greatest of its inputs, element by element.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiplies its inputs element by element: gates, masks, attention to channels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subtract</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first input minus the second one, element by element.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of labels for which the greatest score is the right class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scores, as for Cross-entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>labels, as for Cross-entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counts, for every true class, which classes were chosen instead: shows what is mixed up with what.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>classes × classes: rows are the truth, columns what was chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean absolute error (metric)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far predictions are from the target on average, in the target&apos;s unit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top-k accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of labels for which the right class is among the k greatest scores.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>K</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many guesses are allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shifts and scales each channel to mean 0 and variance 1 over the batch, then by learned amounts; lets networks learn faster and deeper. Keeps running averages, which it uses after training, and when it is frozen (Ioffe and Szegedy 2015).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × channels, or samples × channels × sizes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of each batch enters the running averages.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added to the variance, against division by zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Affine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learn a scale and an offset for each channel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As Batch norm, but over groups of the channels of each single sample: the same in training and afterwards, and good with small batches (Wu and He 2018).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × channels × sizes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many groups the channels are divided into.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instance norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shifts and scales every channel of every sample to mean 0 and variance 1 over its places. Takes contrast and brightness out of images; usual where styles are changed (Ulyanov et al. 2016).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shifts and scales each sample (each place of a sequence) to mean 0 and variance 1 over its last axes, then by learned amounts. Usual in transformers (Ba et al. 2016).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Axes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many of the last axes are normalised together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learn a scale and an offset for each feature.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RMS norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scales each sample (each place of a sequence) to root mean square 1 over its last axis, then by learned amounts: Layer norm without the shift, usual in language models (Zhang and Sennrich 2019).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added to the mean square, against division by zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the network answers: shown in previews and by predictions. Passes its input through.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How to read and show it. classes, tokens: x holds raw scores, which are shown as probabilities; auto: an image where it is samples × 1 or 3 channels × rows × columns, else values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Average pool 1D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Averages every window along a sequence, channel by channel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × channels × length, divided by the stride</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps between windows; empty: as the window, so that windows do not overlap.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count padding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zeros of the padding count as elements of the average.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Average pool 2D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Averages every window of an image, channel by channel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × channels × rows × columns, divided by the stride</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Average pool 3D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Averages every window of a volume, channel by channel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × channels × depth × rows × columns, divided by the stride</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Global average pool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Averages each channel over all places: one number a channel, whatever the size of the image. The usual step before the last Dense.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × channels × sizes: a sequence, an image or a volume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × channels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep axes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the sizes as axes of 1, so that the result can multiply the input.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Global max pool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps the greatest element of each channel, wherever it is: one number a channel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Max pool 1D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps the greatest of every window along a sequence, channel by channel: shorter, and less sensitive to small shifts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Max pool 2D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps the greatest of every window of an image, channel by channel: smaller, and less sensitive to small shifts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Max pool 3D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps the greatest of every window of a volume, channel by channel: smaller, and less sensitive to small shifts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LSTM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads a sequence step by step and remembers what matters by gates (Hochreiter and Schmidhuber 1997). For texts and signals; several layers stack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × length × features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × length × units, or samples × units; twice the units when it reads both ways</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers it remembers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>How many LSTMs on top of one another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give what it knows after every step; off: only after the last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bidirectional</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also read the sequence backwards, and give both.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of numbers dropped between its layers while training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While training, sets the whole input of a random share of the samples to zero and scales the rest up. Put it at the end of a residual branch, before the Add (Huang et al. 2016).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of samples whose branch is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While training, sets a random share of the numbers to zero and scales the rest up, so that no unit relies on another one. Does nothing afterwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of numbers set to zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gaussian noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While training, adds normally distributed noise, so that small changes of the input matter less. Does nothing afterwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard deviation of the noise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spatial dropout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropout of whole channels: neighbours in an image are too alike for dropping single points to help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of channels set to zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gaussian sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draws the code of a variational autoencoder: mean + e^(log variance / 2) · noise, so that learning flows through. After training it gives the mean (Kingma and Welling 2014).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flatten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lays all axes behind the samples in one row, as Dense needs it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first axis to join: 1 joins all behind the samples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last place of a sequence: what a recurrent layer knows after reading all of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × length × …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts a border of zeros, or of another number, around an image, a sequence or a volume.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × channels × sizes, or samples × features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as x, larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elements put before each axis; one number for all behind the channels, or one for each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elements put after each axis.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the border is filled with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Permute axes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts the axes behind the samples in another order: channels to the end, a matrix transposed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the axes in the new order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The axes in their new order; 1 is the one behind the samples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reduce</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adds up, averages or takes the greatest along axes, which then are gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as x, without the axes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is made of the numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The axes to reduce: 1 is the one behind the samples, −1 the last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the axes with size 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reshape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lays the numbers of each sample out in another shape, in the same order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new shape of a sample; one size may be −1: as large as needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cuts a range out of one axis: some channels, the first words, every other row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as x, shorter along the axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The axis to cut: 1 is the one behind the samples, −1 the last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first element, from 0; −1 is the last one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many elements; 0: all there are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2 takes every other element.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Squeeze</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes out an axis of size 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as x, without the axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The axis to take out: 1 is the one behind the samples, −1 the last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop gradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passes its input on, but no learning back: what lies before it does not learn through this wire.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsqueeze</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts in an axis of size 1, so that the result combines with what has more axes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as x, with an axis of 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the new axis stands in the result: 1 is behind the samples, −1 the end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upsample 2D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes an image larger by repeating rows and columns: the cheap way up in decoders, with a convolution after it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples × channels × rows · factor × columns · factor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many times larger, one number or rows and columns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adam</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scales each weight&apos;s step by how large its gradients have been. A good first choice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beta1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory of the mean gradient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beta2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory of the squared gradient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps the division finite.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pulls weights towards 0, through the gradient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adam with weight decay apart from the gradient: the usual choice for transformers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pulls weights towards 0 each step, times the learning rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decay biases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also decay biases and the scales of normalisations, as PyTorch does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RMSprop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Divides each step by the running size of the weight&apos;s gradients.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the velocity kept from step to step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SGD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps against the gradient; with momentum, steps add up to a velocity.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nesterov</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look ahead along the velocity before stepping.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same rate throughout.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warmup steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updates over which the rate rises linearly at first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warmup share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same, as a share of all updates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Falls along half a cosine to the end of the run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Final</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the rate that is left at the end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exponential</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiplied by gamma after every epoch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor of each epoch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps at epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiplied by gamma after each of the given epochs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished epochs at which the rate falls.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor at each of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One cycle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rises along half a cosine to the base rate and falls to almost nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rising share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the run in which the rate rises.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Divide first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rate begins at the peak divided by this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Divide last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It ends at its beginning divided by this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On a plateau</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiplied by gamma when a metric has not improved for some validations.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metric</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What has to improve.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor of each reduction.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patience</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validations without improvement that are borne.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A smaller relative change is no improvement.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cooldown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validations after a reduction that are not counted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The factor does not fall below this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polynomial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Falls as a power of what is left of the run; power 1 is a straight line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Power</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exponent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiplied by gamma after every so many epochs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs from step to step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor of each step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IDX (MNIST)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The format of MNIST and Fashion-MNIST, also packed as .gz. Columns: image, label.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File with the samples, e.g. train-images-idx3-ubyte.gz.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File with one label a sample; may be left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names of the classes, with commas between; empty: their numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CIFAR-10</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The binary version: data_batch_1.bin … and test_batch.bin, which name their parts. Columns: image, label.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder with the batches, e.g. cifar-10-batches-bin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which batches are read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table (CSV, TSV)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One sample a line, also packed as .gz. Each column becomes numbers, classes (few different words) or text. Numbers are written with a point, whatever the machine&apos;s language.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>The table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delimiter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stands between fields; blanks: any run of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blanks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Header</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether the first line names the columns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names of the columns, with commas between; instead of the header&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Categorical</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns to read as classes, though they look like numbers or text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns to read as numbers; what is none is reported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Columns to keep as text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words for a missing value, besides an empty field.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decimal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign before the decimals.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quotes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot; encloses fields; false: it is a character like others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Characters to take off the end of every field, e.g. a full stop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skip lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines at the beginning to pass over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NumPy (.npy, .npz)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrays with one row a sample. A .npy becomes the column x, or label; a .npz one column for each of its arrays. Whole numbers, one a sample, are classes; u8 in the shape of pictures are images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>The .npy or .npz file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A second file; may be left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>.npz: the arrays to read, with commas between; empty: all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How a picture lies in a row: height × width, with channels last or first; none: as numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hwc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What integers are; auto: classes where there is one a sample, else numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JPEG and PNG files in a folder for each class; these may lie in train, validation and test. Pictures are resized to one size. Columns: image, label.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder that holds the classes&apos; folders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channels of the pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rgb</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MiB that the pictures may take; above, they are decoded while training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images with label pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For segmentation: a folder of images and one of PNGs with the same names, whose grey values (or palette indices) are classes. Columns: image, mask.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the label PNGs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names with commas between, or a .txt file with one a line; empty: numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value of class 0, of class 1 …, e.g. 0, 255; empty: values are classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A value that is not counted in loss and scores; -1: none. The last class is left out if it is that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures without labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One JPEG or PNG, or all of a folder, resized to one size: for autoencoders, and to be predicted. Column: image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture, or the folder of pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A UTF-8 file as characters, cut into windows. Columns: tokens, and target, which is one character further. The vocabulary is every character of the file; parts are split by position.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text, also packed as .gz.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Characters in a window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Characters from one window to the next; 0: the length, so that none overlap.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synthetic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small made-up sets. xor, circles, spirals and moons have the columns x (2 numbers) and label; shapes has image, label and mask (a class for every pixel).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Xor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Circles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spirals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shapes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Number of samples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of circles or spiral arms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard deviation of the noise; of shapes as a share of white.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shapes: height and width of the pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shapes: RGB instead of grey.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another seed gives another sample of the same kind.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
