<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>CanvasCommands</name>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>便签</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>分组框</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>Unpack</source>
        <translation>解开</translation>
    </message>
    <message>
        <source>Bookmark %1 is not set; Ctrl+Shift+%1 sets it.</source>
        <translation>书签 %1 尚未设置；按 Ctrl+Shift+%1 设置。</translation>
    </message>
    <message>
        <source>The block of this bookmark is gone.</source>
        <translation>此书签所在的模块已不存在。</translation>
    </message>
    <message>
        <source>Bookmark %1 is set to this view.</source>
        <translation>书签 %1 已设为当前视图。</translation>
    </message>
    <message>
        <source>Tidy</source>
        <translation>整理</translation>
    </message>
    <message>
        <source>There is nothing here that Weft can fix by itself.</source>
        <translation>这里没有 Weft 能自行修复的问题。</translation>
    </message>
    <message>
        <source>Remove unused blocks</source>
        <translation>移除未使用的模块</translation>
    </message>
    <message>
        <source>Every block is used.</source>
        <translation>所有模块都在使用中。</translation>
    </message>
    <message>
        <source>%1 removed.</source>
        <translation>已移除 %1 个。</translation>
    </message>
</context>
<context>
    <name>CanvasMenus</name>
    <message>
        <source>Arrange</source>
        <translation>排列</translation>
    </message>
    <message>
        <source>Insert a layer…</source>
        <translation>插入层…</translation>
    </message>
    <message>
        <source>Add a reroute dot</source>
        <translation>添加转接点</translation>
    </message>
    <message>
        <source>Remove the reroute dot</source>
        <translation>移除转接点</translation>
    </message>
    <message>
        <source>Remove the wire</source>
        <translation>移除连线</translation>
    </message>
    <message>
        <source>Rename the frame</source>
        <translation>重命名分组框</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>As the theme has it</source>
        <translation>跟随主题</translation>
    </message>
    <message>
        <source>Select its nodes</source>
        <translation>选择其中的节点</translation>
    </message>
    <message>
        <source>Remove the frame, keep its nodes</source>
        <translation>移除分组框，保留节点</translation>
    </message>
    <message>
        <source>Edit the note</source>
        <translation>编辑便签</translation>
    </message>
    <message>
        <source>Delete the note</source>
        <translation>删除便签</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>From the input %1</source>
        <translation>从输入 %1</translation>
    </message>
    <message>
        <source>From the output %1</source>
        <translation>从输出 %1</translation>
    </message>
    <message>
        <source>Draw a wire</source>
        <translation>画连线</translation>
    </message>
    <message>
        <source>Earlier among the inputs</source>
        <translation>在输入中前移</translation>
    </message>
    <message>
        <source>Later among the inputs</source>
        <translation>在输入中后移</translation>
    </message>
</context>
<context>
    <name>CurvePlot</name>
    <message>
        <source>More than a million rows are in view: zoom in, or save them to a file.</source>
        <translation>视图中超过一百万行：请放大，或存为文件。</translation>
    </message>
</context>
<context>
    <name>DataSetsFolder</name>
    <message>
        <source>The folder that holds the data sets</source>
        <translation>存放数据集的文件夹</translation>
    </message>
</context>
<context>
    <name>DragDot</name>
    <message>
        <source>Drag the dot where the wire should pass</source>
        <translation>把转接点拖到连线应经过的地方</translation>
    </message>
    <message>
        <source>Alt-click</source>
        <translation>Alt + 单击</translation>
    </message>
    <message>
        <source>takes a dot off</source>
        <translation>移除转接点</translation>
    </message>
</context>
<context>
    <name>DrawWire</name>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Move wires</source>
        <translation>移动连线</translation>
    </message>
    <message>
        <source>Release on a port to move it, on empty canvas to remove it</source>
        <translation>在端口上松开以移动连线，在画布空白处松开以移除</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>put it back</source>
        <translation>放回原处</translation>
    </message>
    <message>
        <source>Release: search what fits</source>
        <translation>松开：搜索适合的层</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Shift</translation>
    </message>
    <message>
        <source>search everything</source>
        <translation>搜索全部</translation>
    </message>
    <message>
        <source>Alt</source>
        <translation>Alt</translation>
    </message>
    <message>
        <source>add a reroute dot</source>
        <translation>添加转接点</translation>
    </message>
    <message>
        <source>Click: connect, or search what fits</source>
        <translation>单击：连接，或搜索合适的层</translation>
    </message>
</context>
<context>
    <name>EarlierVersions</name>
    <message>
        <source>%1 before %2</source>
        <translation>%1（%2 之前）</translation>
    </message>
    <message>
        <source>Before %1</source>
        <translation>%1 之前</translation>
    </message>
    <message>
        <source>None yet: each save keeps what it replaces</source>
        <translation>还没有：每次保存都会保留被替换的版本</translation>
    </message>
    <message>
        <source>Earlier &amp;versions</source>
        <translation>早先的版本(&amp;V)</translation>
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
        <translation>全部已保存。</translation>
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
        <translation>尚未存为文件。</translation>
    </message>
    <message>
        <source>&amp;Close project</source>
        <translation>关闭项目(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Export or serve…</source>
        <translation>导出或提供服务…(&amp;E)</translation>
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
        <translation>从您的数据新建(&amp;D)…</translation>
    </message>
    <message>
        <source>From a ta&amp;ble…</source>
        <translation>从表格新建(&amp;B)…</translation>
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
        <translation>此计算机能用什么训练(&amp;C)</translation>
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
    <name>KeepBlock</name>
    <message>
        <source>“%1” is in your library: every project has it in its layer list.</source>
        <translation>“%1”已存入您的库：每个项目的层列表中都有它。</translation>
    </message>
    <message>
        <source>There is another “%1” in your library.</source>
        <translation>您的库中已有另一个“%1”。</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>替换它</translation>
    </message>
    <message>
        <source>Keep the old one</source>
        <translation>保留旧的</translation>
    </message>
    <message>
        <source>“%1” is in the trash; projects that use it keep theirs.</source>
        <translation>“%1”已移入回收站；用到它的项目保留各自的副本。</translation>
    </message>
    <message>
        <source>“%1” could not be taken out: %2</source>
        <translation>无法移出“%1”：%2</translation>
    </message>
</context>
<context>
    <name>KeyboardWire</name>
    <message>
        <source>Nothing here takes this wire; Tab adds a layer.</source>
        <translation>这里没有可接此连线的端口；按 Tab 添加层。</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>leave it</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>choose where the wire ends</source>
        <translation>选择连线的终点</translation>
    </message>
    <message>
        <source>connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>choose a port</source>
        <translation>选择端口</translation>
    </message>
    <message>
        <source>start a wire</source>
        <translation>开始一条连线</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>add a layer there</source>
        <translation>在那里添加层</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>take its wires off</source>
        <translation>移除其连线</translation>
    </message>
</context>
<context>
    <name>LazyConnect</name>
    <message>
        <source>Release on the node to connect to</source>
        <translation>在要连接的节点上松开</translation>
    </message>
</context>
<context>
    <name>LegalEnds</name>
    <message>
        <source>A node can&apos;t feed itself.</source>
        <translation>节点不能以自身为输入。</translation>
    </message>
    <message>
        <source>Both are inputs: end the wire at an output.</source>
        <translation>两端都是输入：请把连线接到一个输出。</translation>
    </message>
    <message>
        <source>Both are outputs: end the wire at an input.</source>
        <translation>两端都是输出：请把连线接到一个输入。</translation>
    </message>
    <message>
        <source>It has no output.</source>
        <translation>它没有输出。</translation>
    </message>
    <message>
        <source>It takes no input.</source>
        <translation>它没有输入。</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>Open &amp;recent</source>
        <translation>打开最近的项目(&amp;R)</translation>
    </message>
    <message>
        <source>No project yet</source>
        <translation>还没有项目</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>面板(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>添加(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Graph</source>
        <translation>图(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>训练(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Data</source>
        <translation>数据(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Boo&amp;kmarks</source>
        <translation>书签(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Align</source>
        <translation>对齐(&amp;A)</translation>
    </message>
</context>
<context>
    <name>MoveNodes</name>
    <message>
        <source>Insert into a wire</source>
        <translation>插入连线</translation>
    </message>
    <message>
        <source>Detach</source>
        <translation>脱离</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Release: put it into the wire</source>
        <translation>松开：放入连线</translation>
    </message>
    <message>
        <source>Shake: take it out of its wires</source>
        <translation>晃动：从连线中脱离</translation>
    </message>
    <message>
        <source>F</source>
        <translation>F</translation>
    </message>
    <message>
        <source>joins this frame</source>
        <translation>加入此分组框</translation>
    </message>
    <message>
        <source>leaves its frame</source>
        <translation>离开其分组框</translation>
    </message>
    <message>
        <source>join or leave a frame</source>
        <translation>加入或离开分组框</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>put it back</source>
        <translation>放回原处</translation>
    </message>
    <message>
        <source>T</source>
        <translation>T</translation>
    </message>
    <message>
        <source>make room on the left instead</source>
        <translation>改为在左边让出位置</translation>
    </message>
    <message>
        <source>make room on the right instead</source>
        <translation>改为在右边让出位置</translation>
    </message>
</context>
<context>
    <name>MoveNote</name>
    <message>
        <source>Drag the corner: the note&apos;s size</source>
        <translation>拖动角点：调整便签大小</translation>
    </message>
    <message>
        <source>Drag: move the note</source>
        <translation>拖动：移动便签</translation>
    </message>
</context>
<context>
    <name>PaletteDrop</name>
    <message>
        <source>Insert into a wire</source>
        <translation>插入连线</translation>
    </message>
</context>
<context>
    <name>Panels</name>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>大纲</translation>
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
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>调度</translation>
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
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Per node</source>
        <translation>按节点</translation>
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
        <source>Curves of runs</source>
        <translation>运行曲线</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>数据增强</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Docs</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Deploy</source>
        <translation>部署</translation>
    </message>
</context>
<context>
    <name>Predictions</name>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Truth</source>
        <translation>真值</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Sample %1</source>
        <translation>样本 %1</translation>
    </message>
    <message>
        <source>Your sample</source>
        <translation>您的样本</translation>
    </message>
    <message>
        <source>right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>wrong, it is %1</source>
        <translation>错误，应为 %1</translation>
    </message>
</context>
<context>
    <name>RubberBand</name>
    <message>
        <source>Drag: select</source>
        <translation>拖动：选择</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Shift</translation>
    </message>
    <message>
        <source>add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>Ctrl</translation>
    </message>
    <message>
        <source>take away</source>
        <translation>从选择中去掉</translation>
    </message>
</context>
<context>
    <name>Runs</name>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Best %1</source>
        <translation>最佳 %1</translation>
    </message>
    <message>
        <source>Last %1</source>
        <translation>最后 %1</translation>
    </message>
    <message>
        <source>Train to validation gap</source>
        <translation>训练与验证的差距</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>吞吐量</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/秒</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>%1: settings that differ</source>
        <translation>%1：不同的设置</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>运行 %1</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Disk full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Stopped early</source>
        <translation>已提前停止</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>Write a name, a sign and a value: accuracy &gt; 92</source>
        <translation>请写出名称、比较符号和值：accuracy &gt; 92</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>bypassed</source>
        <translation>旁路</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>屏蔽</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>Input from</source>
        <translation>输入来自</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>调度</translation>
    </message>
    <message>
        <source>Early stop</source>
        <translation>早停</translation>
    </message>
    <message>
        <source>Source %1</source>
        <translation>来源 %1</translation>
    </message>
    <message>
        <source>Cleaning</source>
        <translation>清洗</translation>
    </message>
    <message>
        <source>Preparation</source>
        <translation>预处理</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
</context>
<context>
    <name>SampleTable</name>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
</context>
<context>
    <name>Screenshot</name>
    <message>
        <source>The training has not begun.</source>
        <translation>训练尚未开始。</translation>
    </message>
    <message>
        <source>The size of a picture is such as 1920x1200.</source>
        <translation>图片尺寸应形如 1920x1200。</translation>
    </message>
    <message>
        <source>Nothing in the window is called %1.</source>
        <translation>窗口中没有叫 %1 的部件。</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>无法写入 %1。</translation>
    </message>
    <message>
        <source> Did you mean %1?</source>
        <translation>您是指 %1 吗？</translation>
    </message>
    <message>
        <source>There is no panel %1.</source>
        <translation>没有面板 %1。</translation>
    </message>
    <message>
        <source>The network has no node %1.</source>
        <translation>网络中没有节点 %1。</translation>
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
        <translation>结束训练</translation>
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
        <translation>剪断连线</translation>
    </message>
    <message>
        <source>Add reroute dots</source>
        <translation>添加转接点</translation>
    </message>
    <message>
        <source>Draw across wires to cut them</source>
        <translation>划过连线即可剪断</translation>
    </message>
    <message>
        <source>Draw across wires to set a dot on each</source>
        <translation>划过连线，在每条上加一个转接点</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>leave them as they are</source>
        <translation>保持原样</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Preparing</source>
        <translation>正在准备</translation>
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
        <translation>训练中断了</translation>
    </message>
    <message>
        <source>Training ended</source>
        <translation>训练已结束</translation>
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
        <translation>尚不能训练</translation>
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
        <translation>距最后一轮完成的时间</translation>
    </message>
    <message>
        <source>Monitoring %1</source>
        <translation>监控 %1</translation>
    </message>
    <message>
        <source>How much of the training&apos;s time is spent on showing it</source>
        <translation>训练时间中有多少用于显示训练过程</translation>
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
        <translation>训练占所有核心的比例</translation>
    </message>
    <message>
        <source>Memory %1 of %2</source>
        <translation>内存 %1 / %2</translation>
    </message>
    <message>
        <source>Taken by the training, of the whole machine</source>
        <translation>训练占整机内存的比例</translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>没有问题</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>没有打开的项目</translation>
    </message>
    <message>
        <source>A click shows the whole network</source>
        <translation>单击显示整个网络</translation>
    </message>
    <message>
        <source>1 error</source>
        <translation>1 个错误</translation>
    </message>
    <message>
        <source>%1 errors</source>
        <translation>%1 个错误</translation>
    </message>
    <message>
        <source>1 warning</source>
        <translation>1 个警告</translation>
    </message>
    <message>
        <source>%1 warnings</source>
        <translation>%1 个警告</translation>
    </message>
    <message>
        <source>Not ready to train: see Problems</source>
        <translation>尚不能训练：见“问题”</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n 个在排队</numerusform>
        </translation>
    </message>
    <message>
        <source>Trainings of this project that begin when nothing else is trained</source>
        <translation>本项目中等其他训练结束后才开始的训练</translation>
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
        <translation>继续上次的运行</translation>
    </message>
    <message>
        <source>It is being trained.</source>
        <translation>正在训练。</translation>
    </message>
    <message>
        <source>There is no run to go on with.</source>
        <translation>没有可以继续的运行。</translation>
    </message>
    <message>
        <source>“%1” is trained, as it is now, as soon as nothing else is.</source>
        <translation>其他训练一结束，就以当前的状态训练“%1”。</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Train this &amp;next</source>
        <translation>接着训练本项目(&amp;N)</translation>
    </message>
    <message>
        <source>Nothing is being trained: Train begins now.</source>
        <translation>当前没有训练：“训练”会立即开始。</translation>
    </message>
    <message>
        <source>Forget what &amp;waits of this project</source>
        <translation>取消本项目排队的训练(&amp;W)</translation>
    </message>
    <message>
        <source>No training of this project waits.</source>
        <translation>本项目没有排队的训练。</translation>
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
        <translation>系统主题</translation>
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
        <translation>折叠左侧一列</translation>
    </message>
    <message>
        <source>Fold the bottom row</source>
        <translation>折叠底部一行</translation>
    </message>
    <message>
        <source>Fold the right column</source>
        <translation>折叠右侧一列</translation>
    </message>
    <message>
        <source>The start page has no panels.</source>
        <translation>开始页没有面板。</translation>
    </message>
    <message>
        <source>Put all panels back</source>
        <translation>所有面板归位</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Search commands and layers…</source>
        <translation>搜索命令和层…</translation>
    </message>
    <message>
        <source>Search the layer list</source>
        <translation>搜索层列表</translation>
    </message>
    <message>
        <source>No project is open.</source>
        <translation>没有打开的项目。</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Add %1</source>
        <translation>添加 %1</translation>
    </message>
    <message>
        <source>Insert %1</source>
        <translation>插入 %1</translation>
    </message>
</context>
<context>
    <name>WorkerLink</name>
    <message>
        <source>The training was begun by another version of Weft, which speaks another protocol (%1 instead of %2): it goes on, but this window cannot show it. Open it with that version.</source>
        <translation>这次训练由另一版本的 Weft 启动，所用协议不同（%1 而不是 %2）：训练仍在继续，但此窗口无法显示。请用那个版本打开。</translation>
    </message>
    <message>
        <source>It said last: &quot;%1&quot;</source>
        <translation>它最后输出：“%1”</translation>
    </message>
</context>
<context>
    <name>WorkerProcess</name>
    <message>
        <source>The training process was ended from outside (SIGKILL), most likely because the memory was used up.</source>
        <translation>训练进程被外部结束（SIGKILL），很可能是因为内存用尽。</translation>
    </message>
    <message>
        <source>The training process found a mistake in itself and gave up (SIGABRT).</source>
        <translation>训练进程发现自身出错而放弃（SIGABRT）。</translation>
    </message>
    <message>
        <source>The training process crashed (signal %1).</source>
        <translation>训练进程崩溃（信号 %1）。</translation>
    </message>
    <message>
        <source>The training process was ended by signal %1.</source>
        <translation>训练进程被信号 %1 结束。</translation>
    </message>
    <message>
        <source>The training cannot begin: there are no sockets left (%1).</source>
        <translation>训练无法开始：没有可用的套接字（%1）。</translation>
    </message>
    <message>
        <source>The training cannot begin: &quot;%1&quot; does not start (%2).</source>
        <translation>训练无法开始：“%1”无法启动（%2）。</translation>
    </message>
    <message>
        <source>No process is training &quot;%1&quot; any more.</source>
        <translation>已没有进程在训练“%1”。</translation>
    </message>
    <message>
        <source>The training process ended unexpectedly.</source>
        <translation>训练进程意外结束。</translation>
    </message>
    <message>
        <source>The training process no longer answers.</source>
        <translation>训练进程不再响应。</translation>
    </message>
    <message>
        <source>The training process ended unexpectedly (exit code %1).</source>
        <translation>训练进程意外结束（退出码 %1）。</translation>
    </message>
</context>
<context>
    <name>weft</name>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Paste with input wires</source>
        <translation>连同输入连线粘贴</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>创建副本</translation>
    </message>
    <message>
        <source>Delete, heal wires</source>
        <translation>删除并接好连线</translation>
    </message>
    <message>
        <source>Delete with wires</source>
        <translation>连同连线一起删除</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Find a node…</source>
        <translation>查找节点…</translation>
    </message>
    <message>
        <source>Add a layer…</source>
        <translation>添加层…</translation>
    </message>
    <message>
        <source>Add by category</source>
        <translation>按类别添加</translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation>添加便签</translation>
    </message>
    <message>
        <source>Connect the two selected</source>
        <translation>连接选中的两个节点</translation>
    </message>
    <message>
        <source>Draw a wire by keys</source>
        <translation>用键盘画连线</translation>
    </message>
    <message>
        <source>Take out of its wires</source>
        <translation>从连线中脱离</translation>
    </message>
    <message>
        <source>Replace by another layer…</source>
        <translation>替换为另一种层…</translation>
    </message>
    <message>
        <source>Bypass</source>
        <translation>旁路</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>屏蔽</translation>
    </message>
    <message>
        <source>Freeze weights</source>
        <translation>冻结权重</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>折叠</translation>
    </message>
    <message>
        <source>Put a frame around</source>
        <translation>加分组框</translation>
    </message>
    <message>
        <source>Take out of the frame</source>
        <translation>移出分组框</translation>
    </message>
    <message>
        <source>Make a block</source>
        <translation>创建模块</translation>
    </message>
    <message>
        <source>Unpack the block</source>
        <translation>解开模块</translation>
    </message>
    <message>
        <source>Tidy, left to right</source>
        <translation>整理，从左到右</translation>
    </message>
    <message>
        <source>Tidy, top down</source>
        <translation>整理，从上到下</translation>
    </message>
    <message>
        <source>Align tops</source>
        <translation>顶部对齐</translation>
    </message>
    <message>
        <source>Align left edges</source>
        <translation>左对齐</translation>
    </message>
    <message>
        <source>Align bottoms</source>
        <translation>底部对齐</translation>
    </message>
    <message>
        <source>Align right edges</source>
        <translation>右对齐</translation>
    </message>
    <message>
        <source>Align centres</source>
        <translation>水平居中对齐</translation>
    </message>
    <message>
        <source>Align middles</source>
        <translation>垂直居中对齐</translation>
    </message>
    <message>
        <source>Space evenly across</source>
        <translation>水平均匀分布</translation>
    </message>
    <message>
        <source>Space evenly down</source>
        <translation>垂直均匀分布</translation>
    </message>
    <message>
        <source>Straighten wires</source>
        <translation>拉直连线</translation>
    </message>
    <message>
        <source>Edit, or open the block</source>
        <translation>编辑，或打开模块</translation>
    </message>
    <message>
        <source>Leave the block</source>
        <translation>离开模块</translation>
    </message>
    <message>
        <source>Deselect, then leave the block</source>
        <translation>取消选择，再离开模块</translation>
    </message>
    <message>
        <source>Go against the wire</source>
        <translation>逆着连线走</translation>
    </message>
    <message>
        <source>Go along the wire</source>
        <translation>沿着连线走</translation>
    </message>
    <message>
        <source>Go up</source>
        <translation>向上走</translation>
    </message>
    <message>
        <source>Go down</source>
        <translation>向下走</translation>
    </message>
    <message>
        <source>Select against the wire too</source>
        <translation>逆着连线扩展选择</translation>
    </message>
    <message>
        <source>Select along the wire too</source>
        <translation>沿着连线扩展选择</translation>
    </message>
    <message>
        <source>Select above too</source>
        <translation>同时选中上方的节点</translation>
    </message>
    <message>
        <source>Select below too</source>
        <translation>同时选中下方的节点</translation>
    </message>
    <message>
        <source>Move left</source>
        <translation>左移</translation>
    </message>
    <message>
        <source>Move right</source>
        <translation>右移</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Show the selection</source>
        <translation>显示所选内容</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Zoom to 100 %</source>
        <translation>缩放到 100 %</translation>
    </message>
    <message>
        <source>Minimap</source>
        <translation>小地图</translation>
    </message>
    <message>
        <source>Go to bookmark 1</source>
        <translation>转到书签 1</translation>
    </message>
    <message>
        <source>Go to bookmark 2</source>
        <translation>转到书签 2</translation>
    </message>
    <message>
        <source>Go to bookmark 3</source>
        <translation>转到书签 3</translation>
    </message>
    <message>
        <source>Go to bookmark 4</source>
        <translation>转到书签 4</translation>
    </message>
    <message>
        <source>Go to bookmark 5</source>
        <translation>转到书签 5</translation>
    </message>
    <message>
        <source>Go to bookmark 6</source>
        <translation>转到书签 6</translation>
    </message>
    <message>
        <source>Go to bookmark 7</source>
        <translation>转到书签 7</translation>
    </message>
    <message>
        <source>Go to bookmark 8</source>
        <translation>转到书签 8</translation>
    </message>
    <message>
        <source>Go to bookmark 9</source>
        <translation>转到书签 9</translation>
    </message>
    <message>
        <source>Set bookmark 1</source>
        <translation>设置书签 1</translation>
    </message>
    <message>
        <source>Set bookmark 2</source>
        <translation>设置书签 2</translation>
    </message>
    <message>
        <source>Set bookmark 3</source>
        <translation>设置书签 3</translation>
    </message>
    <message>
        <source>Set bookmark 4</source>
        <translation>设置书签 4</translation>
    </message>
    <message>
        <source>Set bookmark 5</source>
        <translation>设置书签 5</translation>
    </message>
    <message>
        <source>Set bookmark 6</source>
        <translation>设置书签 6</translation>
    </message>
    <message>
        <source>Set bookmark 7</source>
        <translation>设置书签 7</translation>
    </message>
    <message>
        <source>Set bookmark 8</source>
        <translation>设置书签 8</translation>
    </message>
    <message>
        <source>Set bookmark 9</source>
        <translation>设置书签 9</translation>
    </message>
    <message>
        <source>Drag on the canvas</source>
        <translation>在画布上拖动</translation>
    </message>
    <message>
        <source>select; Shift adds, Ctrl takes away</source>
        <translation>选择；Shift 添加，Ctrl 去掉</translation>
    </message>
    <message>
        <source>Double-click the canvas</source>
        <translation>双击画布</translation>
    </message>
    <message>
        <source>add a layer there</source>
        <translation>在那里添加层</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>add a layer; held: drag to pan</source>
        <translation>添加层；按住并拖动：平移</translation>
    </message>
    <message>
        <source>Middle button, Space and drag</source>
        <translation>中键拖动，或按住空格拖动</translation>
    </message>
    <message>
        <source>pan</source>
        <translation>平移</translation>
    </message>
    <message>
        <source>Wheel, pinch</source>
        <translation>滚轮或双指缩放</translation>
    </message>
    <message>
        <source>zoom to the pointer</source>
        <translation>以指针为中心缩放</translation>
    </message>
    <message>
        <source>Drag from a port</source>
        <translation>从端口拖动</translation>
    </message>
    <message>
        <source>draw a wire; on empty canvas: search what fits</source>
        <translation>画连线；在画布空白处松开：搜索适合的层</translation>
    </message>
    <message>
        <source>Shift while dropping a wire</source>
        <translation>松开连线时按 Shift</translation>
    </message>
    <message>
        <source>search everything</source>
        <translation>搜索全部</translation>
    </message>
    <message>
        <source>Alt while drawing a wire</source>
        <translation>画连线时按 Alt</translation>
    </message>
    <message>
        <source>set a reroute dot</source>
        <translation>加一个转接点</translation>
    </message>
    <message>
        <source>Ctrl and drag from a port</source>
        <translation>按住 Ctrl 从端口拖动</translation>
    </message>
    <message>
        <source>move all its wires</source>
        <translation>移动它的所有连线</translation>
    </message>
    <message>
        <source>Drag a wire</source>
        <translation>拖动连线</translation>
    </message>
    <message>
        <source>take its nearer end off</source>
        <translation>取下较近的一端</translation>
    </message>
    <message>
        <source>Drag a node</source>
        <translation>拖动节点</translation>
    </message>
    <message>
        <source>move; a free one goes into the wire below</source>
        <translation>移动；没有连线的节点会插入下面的连线</translation>
    </message>
    <message>
        <source>Shake, Alt and drag a node</source>
        <translation>晃动节点，或按住 Alt 拖动</translation>
    </message>
    <message>
        <source>take it out of its wires</source>
        <translation>从连线中脱离</translation>
    </message>
    <message>
        <source>F while dragging a node</source>
        <translation>拖动节点时按 F</translation>
    </message>
    <message>
        <source>join the frame below, or leave its own</source>
        <translation>加入下面的分组框，或离开所在的分组框</translation>
    </message>
    <message>
        <source>Y and drag, Ctrl and right drag</source>
        <translation>按住 Y 拖动，或 Ctrl + 右键拖动</translation>
    </message>
    <message>
        <source>cut wires</source>
        <translation>剪断连线</translation>
    </message>
    <message>
        <source>Alt-click, double-click a wire</source>
        <translation>Alt + 单击或双击连线</translation>
    </message>
    <message>
        <source>set a reroute dot; on a dot: take it off</source>
        <translation>加一个转接点；在转接点上：移除它</translation>
    </message>
    <message>
        <source>Shift and right drag</source>
        <translation>Shift + 右键拖动</translation>
    </message>
    <message>
        <source>a reroute dot on every wire crossed</source>
        <translation>在划过的每条连线上加转接点</translation>
    </message>
    <message>
        <source>Alt and right drag</source>
        <translation>Alt + 右键拖动</translation>
    </message>
    <message>
        <source>connect two nodes wherever they are hit</source>
        <translation>连接两个节点，碰到节点任何位置均可</translation>
    </message>
    <message>
        <source>Double-click a header, a title, a note</source>
        <translation>双击节点头、标题或便签</translation>
    </message>
    <message>
        <source>edit it in place</source>
        <translation>就地编辑</translation>
    </message>
    <message>
        <source>Apply the suggested fix</source>
        <translation>应用建议的修复</translation>
    </message>
    <message>
        <source>T while dragging into a wire</source>
        <translation>拖入连线时按 T</translation>
    </message>
    <message>
        <source>make room on the other side</source>
        <translation>在另一边让出位置</translation>
    </message>
    <message>
        <source>Alt-click a node</source>
        <translation>Alt 单击节点</translation>
    </message>
    <message>
        <source>its ports, to draw a wire from when they are too small to aim at</source>
        <translation>列出它的端口，端口小得难以对准时由此画线</translation>
    </message>
    <message>
        <source>Save the block to your library</source>
        <translation>将模块存入您的库</translation>
    </message>
    <message>
        <source>Your library</source>
        <translation>您的库</translation>
    </message>
    <message>
        <source>Remove unused blocks</source>
        <translation>移除未使用的模块</translation>
    </message>
</context>
<context>
    <name>weft::AugmentationPanel</name>
    <message>
        <source>How pictures are varied while training is chosen here.</source>
        <translation>在这里选择训练时如何变化图片。</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>增强</translation>
    </message>
    <message>
        <source>No pictures here</source>
        <translation>这里没有图片</translation>
    </message>
    <message>
        <source>Only pictures are varied while training, and this data has none.</source>
        <translation>训练时只变化图片，而这份数据没有图片。</translation>
    </message>
    <message>
        <source>Every epoch sees the same pictures.</source>
        <translation>每一轮看到的图片都相同。</translation>
    </message>
    <message>
        <source>Vary pictures</source>
        <translation>变化图片</translation>
    </message>
    <message>
        <source>Vary pictures less</source>
        <translation>减少图片变化</translation>
    </message>
</context>
<context>
    <name>weft::AugmentationRows</name>
    <message>
        <source>Set %1</source>
        <translation>设置 %1</translation>
    </message>
</context>
<context>
    <name>weft::AugmentedPictures</name>
    <message>
        <source>A picture as the first epochs see it</source>
        <translation>一张图片在最初几轮中的样子</translation>
    </message>
    <message>
        <source>As stored</source>
        <translation>原样</translation>
    </message>
    <message>
        <source>Epoch %1</source>
        <translation>第 %1 轮</translation>
    </message>
</context>
<context>
    <name>weft::BlockPage</name>
    <message>
        <source>Block</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>Parameters of the block</source>
        <translation>模块的参数</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>None yet. Right-click a parameter of a node in here to promote it.</source>
        <translation>还没有。在模块内的节点上右键单击某个参数即可提升它。</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>使用情况</translation>
    </message>
</context>
<context>
    <name>weft::BlockShelf</name>
    <message>
        <source>There is no library here.</source>
        <translation>这里没有库。</translation>
    </message>
</context>
<context>
    <name>weft::BlockUse</name>
    <message>
        <source>Repeat</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>This many copies in a row, each with weights of its own.</source>
        <translation>连续排列这么多份，每份有自己的权重。</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>进入</translation>
    </message>
    <message>
        <source>Make unique</source>
        <translation>设为独立</translation>
    </message>
    <message>
        <source>This use gets a block of its own; other uses keep theirs.</source>
        <translation>此处改用独立的模块；其他各处保持不变。</translation>
    </message>
    <message>
        <source>Unpack</source>
        <translation>解开</translation>
    </message>
    <message>
        <source>Puts the nodes inside in the place of the block.</source>
        <translation>用模块内的节点代替模块。</translation>
    </message>
    <message>
        <source>Save to your library</source>
        <translation>存入您的库</translation>
    </message>
    <message>
        <source>All your projects can take it from the layer list then.</source>
        <translation>之后，您的所有项目都可以从层列表中取用它。</translation>
    </message>
</context>
<context>
    <name>weft::Breadcrumb</name>
    <message>
        <source>Where you are</source>
        <translation>当前位置</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Back to the network</source>
        <translation>返回网络</translation>
    </message>
    <message>
        <source>Inside %1</source>
        <translation>%1 内部</translation>
    </message>
</context>
<context>
    <name>weft::Canvas</name>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Plain wires</source>
        <translation>普通连线</translation>
    </message>
    <message>
        <source>Gradient flow</source>
        <translation>梯度流</translation>
    </message>
    <message>
        <source>What wires show</source>
        <translation>连线显示的内容</translation>
    </message>
    <message>
        <source>What wires show: nothing but where they go, or how strong gradients are and how much flows</source>
        <translation>连线显示的内容：只显示走向，或显示梯度的强弱和数据流量</translation>
    </message>
    <message>
        <source>Badges</source>
        <translation>徽标</translation>
    </message>
    <message>
        <source>What nodes show below</source>
        <translation>节点下方显示的内容</translation>
    </message>
    <message>
        <source>Output shape</source>
        <translation>输出形状</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Minimap</source>
        <translation>小地图</translation>
    </message>
    <message>
        <source>Minimap (Alt+M)</source>
        <translation>小地图（Alt+M）</translation>
    </message>
    <message>
        <source>input from %1</source>
        <translation>输入来自 %1</translation>
    </message>
    <message>
        <source>input %1 from %2</source>
        <translation>输入 %1 来自 %2</translation>
    </message>
    <message>
        <source>output to %1</source>
        <translation>输出到 %1</translation>
    </message>
    <message>
        <source>bypassed</source>
        <translation>旁路</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>屏蔽</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>error: %1</source>
        <translation>错误：%1</translation>
    </message>
    <message>
        <source>warning: %1</source>
        <translation>警告：%1</translation>
    </message>
    <message>
        <source>selected</source>
        <translation>已选中</translation>
    </message>
    <message>
        <source>%1, input of %2, from %3</source>
        <translation>%1，%2 的输入，来自 %3</translation>
    </message>
    <message>
        <source>%1, optional input of %2, open</source>
        <translation>%1，%2 的可选输入，未连线</translation>
    </message>
    <message>
        <source>%1, input of %2, open</source>
        <translation>%1，%2 的输入，未连线</translation>
    </message>
    <message>
        <source>%1, output of %2</source>
        <translation>%1，%2 的输出</translation>
    </message>
    <message>
        <source>%1, output of %2, %3</source>
        <translation>%1，%2 的输出，%3</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Input %1</source>
        <translation>输入 %1</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>fused</source>
        <translation>已融合</translation>
    </message>
    <message>
        <source>Gradient RMS</source>
        <translation>梯度 RMS</translation>
    </message>
    <message>
        <source>Width: bytes</source>
        <translation>宽度：字节数</translation>
    </message>
    <message>
        <source>Docs</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>one number</source>
        <translation>一个数</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Activation RMS</source>
        <translation>激活均方根</translation>
    </message>
    <message>
        <source>Zero</source>
        <translation>零</translation>
    </message>
    <message>
        <source>thawed</source>
        <translation>已解冻</translation>
    </message>
    <message>
        <source>frozen for %1 epochs</source>
        <translation>冻结 %1 轮</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>计算量</translation>
    </message>
    <message>
        <source>Inside of the picked node, while it trains</source>
        <translation>训练时显示所选节点的内部</translation>
    </message>
    <message>
        <source>dead: its output is nothing but zeros, so nothing behind it learns</source>
        <translation>已失活：其输出全为零，它之后的部分学不到任何东西</translation>
    </message>
    <message>
        <source>exploding: its values or gradients grow beyond all measure; take a smaller learning rate, or clip the gradients</source>
        <translation>正在爆炸：其数值或梯度无限增长；请减小学习率，或裁剪梯度</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
</context>
<context>
    <name>weft::CanvasActions</name>
    <message>
        <source>No project is open.</source>
        <translation>没有打开的项目。</translation>
    </message>
    <message>
        <source>Select a node first.</source>
        <translation>请先选择一个节点。</translation>
    </message>
    <message>
        <source>Select several nodes first.</source>
        <translation>请先选择多个节点。</translation>
    </message>
    <message>
        <source>Select two nodes first.</source>
        <translation>请先选择两个节点。</translation>
    </message>
    <message>
        <source>Several nodes are selected, and its key aligns them.</source>
        <translation>选中了多个节点，此键用于对齐它们。</translation>
    </message>
    <message>
        <source>Select a block first.</source>
        <translation>请先选择一个模块。</translation>
    </message>
    <message>
        <source>This is the network itself, no block around it.</source>
        <translation>这是网络本身，外面没有模块。</translation>
    </message>
    <message>
        <source>Select a node in a frame first.</source>
        <translation>请先选择分组框中的一个节点。</translation>
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
        <translation>多个值</translation>
    </message>
</context>
<context>
    <name>weft::ClassBalance</name>
    <message>
        <source>Class balance</source>
        <translation>类别分布</translation>
    </message>
    <message numerus="yes">
        <source>and %n more classes</source>
        <translation>
            <numerusform>以及另外 %n 个类别</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>weft::ColumnsModel</name>
    <message>
        <source>Numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Class map</source>
        <translation>类别图</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
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
        <translation>原样</translation>
    </message>
    <message>
        <source>(x − shift) ÷ scale, of each channel or value</source>
        <translation>(x − 偏移) ÷ 缩放，逐通道或逐值</translation>
    </message>
    <message>
        <source>(x − %1) ÷ %2</source>
        <translation>(x − %1) ÷ %2</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺失值</translation>
    </message>
    <message>
        <source>Min</source>
        <translation>最小值</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Std. dev.</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>Fed as</source>
        <translation>输入形式</translation>
    </message>
</context>
<context>
    <name>weft::ColumnsPanel</name>
    <message>
        <source>What each column holds, what it misses and how it is prepared is listed here.</source>
        <translation>这里列出每一列的内容、缺失值和处理方式。</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
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
        <translation>没有叫这个名字的内容。</translation>
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
    <name>weft::ComparePanel</name>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>No runs chosen</source>
        <translation>未选择运行</translation>
    </message>
    <message>
        <source>Results and the settings that differ appear here for the runs you tick.</source>
        <translation>勾选的运行的结果和不同的设置会显示在这里。</translation>
    </message>
    <message>
        <source>Comparison of runs</source>
        <translation>运行比较</translation>
    </message>
    <message>
        <source>Against</source>
        <translation>对照</translation>
    </message>
    <message>
        <source>Run that the others are held against</source>
        <translation>作为其他运行对照的运行</translation>
    </message>
    <message>
        <source>Show equal settings too</source>
        <translation>同时显示相同的设置</translation>
    </message>
    <message>
        <source>Copy the table</source>
        <translation>复制表格</translation>
    </message>
    <message>
        <source>%1 equal settings shown</source>
        <translation>已显示 %1 项相同的设置</translation>
    </message>
    <message>
        <source>%1 equal settings hidden</source>
        <translation>已隐藏 %1 项相同的设置</translation>
    </message>
    <message>
        <source>What is compared</source>
        <translation>比较什么</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Choose two runs</source>
        <translation>请选择两次运行</translation>
    </message>
    <message>
        <source>Tick a second run on the left: results, and the settings that differ, appear here side by side.</source>
        <translation>在左侧再勾选一次运行：结果和不同的设置会并排显示在这里。</translation>
    </message>
</context>
<context>
    <name>weft::ComparisonModel</name>
    <message>
        <source>%1, the best</source>
        <translation>%1，最佳</translation>
    </message>
    <message>
        <source>%1, differs</source>
        <translation>%1，不同</translation>
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
        <translation>所选单元格的样本</translation>
    </message>
    <message>
        <source>Close the samples of this cell</source>
        <translation>关闭此单元格的样本</translation>
    </message>
    <message>
        <source>Confusion, validation</source>
        <translation>混淆矩阵（验证集）</translation>
    </message>
    <message>
        <source>No confusion matrix yet</source>
        <translation>还没有混淆矩阵</translation>
    </message>
    <message>
        <source>%1 → %2 %3</source>
        <translation>%1 → %2 %3</translation>
    </message>
    <message>
        <source>The most frequent mistake: the truth, what it was taken for, and how often</source>
        <translation>最常见的错误：真实类别、被判为的类别，以及次数</translation>
    </message>
    <message>
        <source>The network has no Confusion matrix</source>
        <translation>网络里没有混淆矩阵</translation>
    </message>
    <message>
        <source>Beside the loss, it counts which class is taken for which. Added now, it counts from the next training on.</source>
        <translation>它在损失旁统计哪些类别被判为哪些类别。现在添加，从下一次训练开始统计。</translation>
    </message>
    <message>
        <source>Beside the loss, it counts at each validation which class is taken for which.</source>
        <translation>它在损失旁，每次验证时统计哪些类别被判为哪些类别。</translation>
    </message>
    <message>
        <source>The first one comes after the first validation.</source>
        <translation>第一次验证之后就会出现。</translation>
    </message>
    <message>
        <source>Train, and see here after each validation which class is taken for which.</source>
        <translation>开始训练，每次验证之后，这里会显示哪些类别被判为哪些类别。</translation>
    </message>
    <message>
        <source>Add a Confusion matrix</source>
        <translation>添加混淆矩阵</translation>
    </message>
</context>
<context>
    <name>weft::ConfusionView</name>
    <message>
        <source>Confusion matrix</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>%1, rightly: %2 of %3 (%4)</source>
        <translation>%1，判断正确：%3 个中的 %2 个（%4）</translation>
    </message>
    <message>
        <source>%1 → %2: %3 of %4 (%5)</source>
        <translation>%1 → %2：%4 个中的 %3 个（%5）</translation>
    </message>
    <message>
        <source>True class</source>
        <translation>真实类别</translation>
    </message>
    <message>
        <source>Predicted class</source>
        <translation>预测类别</translation>
    </message>
</context>
<context>
    <name>weft::Cost</name>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>the block&apos;s %1</source>
        <translation>模块的 %1</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>%1, from %2</source>
        <translation>%1，来自 %2</translation>
    </message>
    <message>
        <source>not wired</source>
        <translation>未连线</translation>
    </message>
    <message>
        <source>not wired yet</source>
        <translation>尚未连线</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>计算量</translation>
    </message>
    <message>
        <source>Of one sample, forwards; a multiply-add counts two.</source>
        <translation>一个样本的前向计算；一次乘加算两次运算。</translation>
    </message>
    <message>
        <source>Memory, batch %1</source>
        <translation>内存（批大小 %1）</translation>
    </message>
    <message>
        <source>What it computes on the way forward and keeps for the way back.</source>
        <translation>前向计算时产生、为反向传播保留的内容。</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>参与训练</translation>
    </message>
</context>
<context>
    <name>weft::CurveLegend</name>
    <message>
        <source>Show another curve here</source>
        <translation>在此显示另一条曲线</translation>
    </message>
</context>
<context>
    <name>weft::CurvePlot</name>
    <message>
        <source>%1: no values yet.</source>
        <translation>%1：还没有值。</translation>
    </message>
    <message>
        <source>%1: %2 at step %3, lowest %4, highest %5.</source>
        <translation>%1：第 %3 步为 %2，最低 %4，最高 %5。</translation>
    </message>
    <message>
        <source>Not a finite number from step %1.</source>
        <translation>从第 %1 步起不是有限数值。</translation>
    </message>
    <message>
        <source>No curves.</source>
        <translation>没有曲线。</translation>
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
        <translation>损失和指标会逐步显示在这里。</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Scale of the values</source>
        <translation>值的刻度</translation>
    </message>
    <message>
        <source>Axes, copy and save</source>
        <translation>坐标轴、复制与保存</translation>
    </message>
    <message>
        <source>A moving average: after %1 steps a value counts for %2 of what it did. The values themselves lie pale beneath.</source>
        <translation>滑动平均：%1 步之后，一个值的权重降为原来的 %2。原始值以浅色显示在下面。</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>best %1</source>
        <translation>最佳 %1</translation>
    </message>
    <message>
        <source>Log</source>
        <comment>logarithmic</comment>
        <translation>对数</translation>
    </message>
</context>
<context>
    <name>weft::DataFollower</name>
    <message>
        <source>From your data…</source>
        <translation>从你的数据开始…</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>还没有数据</translation>
    </message>
    <message>
        <source>The data cannot be read</source>
        <translation>无法读取数据</translation>
    </message>
    <message>
        <source>Reading the data…</source>
        <translation>正在读取数据…</translation>
    </message>
    <message>
        <source>You can go on working meanwhile.</source>
        <translation>其间可以继续工作。</translation>
    </message>
    <message>
        <source>Samples says why.</source>
        <translation>原因见“样本”面板。</translation>
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
        <translation>数据的部分</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练集</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证集</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试集</translation>
    </message>
    <message>
        <source>Training samples</source>
        <translation>训练样本</translation>
    </message>
    <message>
        <source>Reading the data…</source>
        <translation>正在读取数据…</translation>
    </message>
    <message>
        <source>You can go on working meanwhile.</source>
        <translation>其间可以继续工作。</translation>
    </message>
    <message>
        <source>The data cannot be read</source>
        <translation>无法读取数据</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>还没有数据</translation>
    </message>
    <message>
        <source>Start from a folder of pictures or a table on the Start page, or add a source to the project&apos;s data section.</source>
        <translation>在“开始”页从图片文件夹或表格开始，或在项目的数据部分添加来源。</translation>
    </message>
    <message>
        <source>%1 samples</source>
        <translation>%1 个样本</translation>
    </message>
    <message>
        <source>Choose the folder…</source>
        <translation>选择文件夹…</translation>
    </message>
</context>
<context>
    <name>weft::DeployPanel</name>
    <message>
        <source>Trained network</source>
        <translation>已训练的网络</translation>
    </message>
    <message>
        <source>Deploy</source>
        <translation>部署</translation>
    </message>
    <message>
        <source>Nothing trained yet</source>
        <translation>还没有训练好的网络</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Serve</source>
        <translation>提供服务</translation>
    </message>
    <message>
        <source>A trained network is taken to other programs from here: as ONNX, as PyTorch, as C++, or over HTTP.</source>
        <translation>训练好的网络从这里带到其他程序：ONNX、PyTorch、C++，或通过 HTTP。</translation>
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
        <translation>训练时，设备的忙碌程度、内存和速度显示在这里。</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>功率</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>吞吐量</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Monitoring</source>
        <translation>监控</translation>
    </message>
    <message>
        <source>Share of the training&apos;s time that looking inside the network takes.</source>
        <translation>查看网络内部所占训练时间的比例。</translation>
    </message>
    <message>
        <source>%1 W</source>
        <translation>%1 W</translation>
    </message>
    <message>
        <source>%1 °C</source>
        <translation>%1 °C</translation>
    </message>
    <message>
        <source>Video memory</source>
        <translation>显存</translation>
    </message>
    <message>
        <source>No GPU is used: it trains on the CPU.</source>
        <translation>未使用 GPU：在 CPU 上训练。</translation>
    </message>
    <message>
        <source>No GPU is used: it trains on %1.</source>
        <translation>未使用 GPU：在 %1 上训练。</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>能耗</translation>
    </message>
    <message>
        <source>What the GPUs have used since the run began, by the power that they tell.</source>
        <translation>运行开始以来 GPU 的能耗，按其报告的功率计算。</translation>
    </message>
    <message>
        <source>The run ended before the device was measured.</source>
        <translation>运行在测量设备之前就结束了。</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>正在准备…</translation>
    </message>
    <message>
        <source>%1 Wh</source>
        <translation>%1 Wh</translation>
    </message>
    <message>
        <source>%1 kWh</source>
        <translation>%1 kWh</translation>
    </message>
    <message>
        <source>Data wait</source>
        <translation>等待数据</translation>
    </message>
    <message>
        <source>Share of the time that the training waits for its samples to be read and prepared.</source>
        <translation>训练等待样本读取和准备所占的时间比例。</translation>
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
    <name>weft::DocumentFile</name>
    <message>
        <source>No backup was kept: %1</source>
        <translation>未能保留备份：%1</translation>
    </message>
    <message>
        <source>There is not enough memory for this project.</source>
        <translation>内存不足，无法打开此项目。</translation>
    </message>
    <message>
        <source>Choose a name for the project first.</source>
        <translation>请先为项目命名。</translation>
    </message>
    <message>
        <source>%1 was changed by another program since it was opened. Overwrite it, or read it again?</source>
        <translation>%1 打开之后被其他程序修改过。要覆盖它，还是重新读取？</translation>
    </message>
    <message>
        <source>Unsaved changes could not be kept for a crash: %1</source>
        <translation>未能为意外崩溃保留未保存的更改：%1</translation>
    </message>
</context>
<context>
    <name>weft::Documentation</name>
    <message>
        <source>Documentation</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>This version does not know this layer.</source>
        <translation>此版本不认识这种层。</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>A reusable part of %1 nodes. Enter opens it, Esc leaves.</source>
        <translation>由 %1 个节点组成的可复用部分。按 Enter 进入，按 Esc 离开。</translation>
    </message>
</context>
<context>
    <name>weft::DrawPad</name>
    <message>
        <source>Drawing pad</source>
        <translation>手绘板</translation>
    </message>
    <message>
        <source>Arrow keys move the pen, with Shift they draw. Delete clears.</source>
        <translation>方向键移动画笔，按住 Shift 即可绘制。Delete 清除。</translation>
    </message>
    <message>
        <source>Draw with the left button, erase with the right one. Keys: arrows move the pen, with Shift they draw.</source>
        <translation>左键绘制，右键擦除。键盘：方向键移动画笔，按住 Shift 即可绘制。</translation>
    </message>
    <message>
        <source>Draw here</source>
        <translation>在此绘制</translation>
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
        <translation>Weft 会推断类型、目标和划分，然后搭好一个起步的网络。您的文件留在原处。</translation>
    </message>
</context>
<context>
    <name>weft::EditingTools</name>
    <message>
        <source>Name of the node</source>
        <translation>节点名称</translation>
    </message>
    <message>
        <source>Title of the frame</source>
        <translation>分组框标题</translation>
    </message>
    <message>
        <source>Text of the note</source>
        <translation>便签文字</translation>
    </message>
    <message>
        <source>add, connected</source>
        <translation>添加并连接</translation>
    </message>
    <message>
        <source>add only</source>
        <translation>仅添加</translation>
    </message>
    <message>
        <source>add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Insert a layer</source>
        <translation>插入层</translation>
    </message>
    <message>
        <source>insert</source>
        <translation>插入</translation>
    </message>
    <message>
        <source>Replace by another layer</source>
        <translation>替换为另一种层</translation>
    </message>
    <message>
        <source>replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>There is no such layer.</source>
        <translation>没有这样的层。</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>添加 %1</translation>
    </message>
    <message>
        <source>Y</source>
        <translation>Y</translation>
    </message>
    <message>
        <source>Drag across wires to cut them</source>
        <translation>拖过连线即可剪断</translation>
    </message>
</context>
<context>
    <name>weft::EmptyCanvas</name>
    <message>
        <source>Start with a layer</source>
        <translation>从一个层开始</translation>
    </message>
    <message>
        <source>Drag one from the left, or press Tab and type its name.</source>
        <translation>从左侧拖一个过来，或按 Tab 并输入名称。</translation>
    </message>
    <message>
        <source>Add input</source>
        <translation>添加输入</translation>
    </message>
    <message>
        <source>From your data…</source>
        <translation>从您的数据新建…</translation>
    </message>
    <message>
        <source>Open an example</source>
        <translation>打开示例</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>没有打开的项目</translation>
    </message>
    <message>
        <source>Draw a network of your own, or begin with data or an example.</source>
        <translation>自己画一个网络，或者从数据、示例开始。</translation>
    </message>
    <message>
        <source>New network</source>
        <translation>新建网络</translation>
    </message>
</context>
<context>
    <name>weft::ExportForm</name>
    <message>
        <source>For ONNX Runtime, OpenCV, TensorRT and most others. What the project does to its data is inside, so it takes the data as they are stored.</source>
        <translation>供 ONNX Runtime、OpenCV、TensorRT 等大多数程序使用。项目对数据的处理已包含在内，因此直接接受原样存储的数据。</translation>
    </message>
    <message>
        <source>A readable module with its weights as safetensors beside it. It trains on there.</source>
        <translation>可读的模块，权重以 safetensors 存放在旁边，可在那里继续训练。</translation>
    </message>
    <message>
        <source>The weights alone, under names that stay.</source>
        <translation>仅权重，名称保持稳定。</translation>
    </message>
    <message>
        <source>Not checked with %1: %2.</source>
        <translation>未用 %1 核对：%2。</translation>
    </message>
    <message>
        <source>%1 differs by %2 of the largest number at most.</source>
        <translation>%1 与之相差最多为最大数值的 %2。</translation>
    </message>
    <message>
        <source>%1 differs by %2 of the largest number at most; the same class for %3 of %4.</source>
        <translation>%1 与之相差最多为最大数值的 %2；%4 个中有 %3 个类别相同。</translation>
    </message>
    <message>
        <source>Wrote %1, %2.</source>
        <translation>已写入 %1，%2。</translation>
    </message>
    <message>
        <source>Run the file on samples and compare</source>
        <translation>用样本运行该文件并比较</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Samples to compare</source>
        <translation>用于比较的样本数</translation>
    </message>
    <message>
        <source>The export was stopped.</source>
        <translation>导出已停止。</translation>
    </message>
    <message>
        <source>Export the trained network</source>
        <translation>导出训练好的网络</translation>
    </message>
    <message>
        <source>Writing %1…</source>
        <translation>正在写入 %1…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>A folder of plain C++17 that needs no library: one header, one file of weights, and a program that checks them.</source>
        <translation>一个纯 C++17 的文件夹，不需要任何库：一个头文件、一个权重文件，以及一个检验它们的程序。</translation>
    </message>
</context>
<context>
    <name>weft::FileEditor</name>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Save the project first; then files that lie beside it can be chosen.</source>
        <translation>请先保存项目，然后就可以选择它旁边的文件。</translation>
    </message>
    <message>
        <source>Put the file beside the project, or in the folder of data sets.</source>
        <translation>请把文件放在项目旁边，或放在数据集文件夹里。</translation>
    </message>
</context>
<context>
    <name>weft::FindPopup</name>
    <message>
        <source>Find a node</source>
        <translation>查找节点</translation>
    </message>
    <message>
        <source>Nodes found</source>
        <translation>找到的节点</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%2 中的 %1</translation>
    </message>
    <message>
        <source>No node is called so.</source>
        <translation>没有叫这个名字的节点。</translation>
    </message>
</context>
<context>
    <name>weft::Fixes</name>
    <message>
        <source>Insert %1</source>
        <translation>插入 %1</translation>
    </message>
    <message>
        <source>between %1 and %2</source>
        <translation>在 %1 和 %2 之间</translation>
    </message>
    <message>
        <source>Insert Conv 2D 1×1, stride %1</source>
        <translation>插入 1×1 二维卷积，步幅 %1</translation>
    </message>
    <message>
        <source>Insert Conv 2D 1×1</source>
        <translation>插入 1×1 二维卷积</translation>
    </message>
    <message>
        <source>on the wire from %1, +%2 parameters</source>
        <translation>在来自 %1 的连线上，增加 %2 个参数</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>添加 %1</translation>
    </message>
    <message>
        <source>behind %1</source>
        <translation>接在 %1 之后</translation>
    </message>
    <message>
        <source>Add a loss</source>
        <translation>添加损失</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>重置 %1</translation>
    </message>
    <message>
        <source>Stop bypassing it</source>
        <translation>结束旁路</translation>
    </message>
    <message>
        <source>Use explicit padding</source>
        <translation>改用指定填充</translation>
    </message>
    <message>
        <source>Remove the wire</source>
        <translation>移除连线</translation>
    </message>
</context>
<context>
    <name>weft::GraphDifferenceView</name>
    <message>
        <source>default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Bypassed</source>
        <translation>绕过</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>%1: %2 came, %3 went, %4 changed</source>
        <translation>%1：新增 %2，删除 %3，改变 %4</translation>
    </message>
    <message>
        <source>came</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>went</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>is the same in both</source>
        <translation>两者相同</translation>
    </message>
    <message>
        <source>%1 came</source>
        <translation>新增 %1</translation>
    </message>
    <message>
        <source>%1 went</source>
        <translation>删除 %1</translation>
    </message>
    <message>
        <source>%1 changed</source>
        <translation>改变 %1</translation>
    </message>
</context>
<context>
    <name>weft::GraphDocument</name>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
</context>
<context>
    <name>weft::HistogramView</name>
    <message>
        <source>mean %1, deviation %2</source>
        <translation>均值 %1，标准差 %2</translation>
    </message>
    <message>
        <source>%1 not finite</source>
        <translation>%1 个非有限值</translation>
    </message>
</context>
<context>
    <name>weft::HistoryList</name>
    <message>
        <source>As it was opened</source>
        <translation>打开时的状态</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
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
        <translation>选择一个节点，查看其参数、形状和文档。</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Shape and cost</source>
        <translation>形状与开销</translation>
    </message>
    <message>
        <source>per sample</source>
        <translation>每个样本</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
</context>
<context>
    <name>weft::ItemRow</name>
    <message>
        <source>Name of %1</source>
        <translation>%1 的名称</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
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
        <translation>采用哪个程序的快捷键</translation>
    </message>
    <message>
        <source>Keys of %1</source>
        <translation>%1 的快捷键</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>命令及其快捷键</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>新快捷键</translation>
    </message>
    <message>
        <source>“%1” has this key too: neither can be reached by it in the same place.</source>
        <translation>“%1”也用此快捷键：在同一处两者都无法用它触发。</translation>
    </message>
    <message>
        <source>%1 was the key of “%2”, which has none now.</source>
        <translation>%1 原是“%2”的快捷键，后者现在没有快捷键。</translation>
    </message>
</context>
<context>
    <name>weft::LayerList</name>
    <message>
        <source>Search layers</source>
        <translation>搜索层</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Search %1 layers</source>
        <translation>搜索 %1 种层</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>添加 %1</translation>
    </message>
    <message>
        <source>Add to the network</source>
        <translation>加入网络</translation>
    </message>
    <message>
        <source>No favourite any more</source>
        <translation>取消收藏</translation>
    </message>
    <message>
        <source>Make it a favourite</source>
        <translation>加入收藏</translation>
    </message>
    <message>
        <source>Take out of your library</source>
        <translation>从您的库中移出</translation>
    </message>
</context>
<context>
    <name>weft::LayerModel</name>
    <message>
        <source>Favourites</source>
        <translation>收藏</translation>
    </message>
</context>
<context>
    <name>weft::LayerPage</name>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>至少 %1</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>至多 %1</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>可选</translation>
    </message>
    <message>
        <source>any number of wires</source>
        <translation>任意条连线</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>default %1</source>
        <translation>默认 %1</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>输出</translation>
    </message>
</context>
<context>
    <name>weft::LegendEntry</name>
    <message>
        <source>Hide %1</source>
        <translation>隐藏 %1</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>显示 %1</translation>
    </message>
</context>
<context>
    <name>weft::LiveSections</name>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Activation and gradient</source>
        <translation>激活与梯度</translation>
    </message>
    <message>
        <source>Feature maps</source>
        <translation>特征图</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Update ∕ weight</source>
        <translation>更新／权重</translation>
    </message>
    <message>
        <source>Update ∕ %1</source>
        <translation>更新／%1</translation>
    </message>
    <message>
        <source>How far it moves in one step; about 1e-3 is usual.</source>
        <translation>一步中移动的相对幅度；通常约为 1e-3。</translation>
    </message>
    <message>
        <source>Activation RMS</source>
        <translation>激活 RMS</translation>
    </message>
    <message>
        <source>Gradient RMS</source>
        <translation>梯度 RMS</translation>
    </message>
    <message>
        <source>Zero</source>
        <translation>零值</translation>
    </message>
    <message>
        <source>Time in step</source>
        <translation>单步耗时</translation>
    </message>
    <message>
        <source>%1 of %2 dead</source>
        <translation>%2 个中 %1 个失活</translation>
    </message>
    <message>
        <source>%1 channels</source>
        <translation>%1 个通道</translation>
    </message>
</context>
<context>
    <name>weft::LogModel</name>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
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
        <translation>还没有消息</translation>
    </message>
    <message>
        <source>States, warnings, checkpoints and your changes appear here.</source>
        <translation>状态、警告、检查点和您的更改会显示在这里。</translation>
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
        <translation>检查点</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>What the log shows</source>
        <translation>日志显示的内容</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Copy the chosen lines, or all that are shown</source>
        <translation>复制所选的行，或显示的所有行</translation>
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
        <translation>最佳可用设备</translation>
    </message>
    <message>
        <source>The devices are still being looked for.</source>
        <translation>仍在查找设备。</translation>
    </message>
    <message>
        <source>Networks can be trained here on: %1.</source>
        <translation>这里可以训练网络的设备：%1。</translation>
    </message>
    <message>
        <source>No GPU: %1</source>
        <translation>没有 GPU：%1</translation>
    </message>
    <message>
        <source>New here? A tour of three steps builds a network, trains it, and lets it predict.</source>
        <translation>第一次使用？三步导览带你搭建网络、训练它，并让它预测。</translation>
    </message>
    <message>
        <source>Start the tour</source>
        <translation>开始导览</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>No project</source>
        <translation>没有项目</translation>
    </message>
</context>
<context>
    <name>weft::MapsView</name>
    <message>
        <source>Channel %1</source>
        <translation>通道 %1</translation>
    </message>
    <message>
        <source>%1 zero</source>
        <translation>零值 %1</translation>
    </message>
</context>
<context>
    <name>weft::MemoryView</name>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Memory by use</source>
        <translation>内存用途</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>工作区</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批数据</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>已使用</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>used and whole memory</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 needed</source>
        <translation>需要 %1</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>预估</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>激活值</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
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
        <translation>网络概览</translation>
    </message>
    <message>
        <source>Drag to move the view, turn the wheel to zoom. Alt+M hides it.</source>
        <translation>拖动以移动视图，滚轮缩放。Alt+M 隐藏。</translation>
    </message>
</context>
<context>
    <name>weft::NodeCostModel</name>
    <message>
        <source>%1 of the step</source>
        <translation>占一步的 %1</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>计算量</translation>
    </message>
</context>
<context>
    <name>weft::NodeCosts</name>
    <message>
        <source>Costs of each node</source>
        <translation>各节点的开销</translation>
    </message>
    <message>
        <source>No layers yet</source>
        <translation>还没有层</translation>
    </message>
    <message>
        <source>What each node costs in time, memory and arithmetic is listed here. Add a layer to begin; times come with a training.</source>
        <translation>这里列出每个节点在时间、内存和运算上的开销。先添加一个层；时间在训练时测得。</translation>
    </message>
</context>
<context>
    <name>weft::NodeHeader</name>
    <message>
        <source>Name of the node</source>
        <translation>节点名称</translation>
    </message>
    <message>
        <source>Frozen: its weights stay as they are</source>
        <translation>已冻结：权重保持不变</translation>
    </message>
    <message>
        <source>Bypassed: its first input passes through</source>
        <translation>已旁路：第一个输入直接通过</translation>
    </message>
    <message>
        <source>Muted: as if it were not there</source>
        <translation>已屏蔽：如同不存在</translation>
    </message>
    <message>
        <source>Documentation</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>在 %1 中</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>trainable</source>
        <translation>可训练</translation>
    </message>
    <message>
        <source>bypassed</source>
        <translation>旁路</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>屏蔽</translation>
    </message>
    <message>
        <source>%1 nodes</source>
        <translation>%1 个节点</translation>
    </message>
    <message>
        <source>of %1 kinds</source>
        <translation>共 %1 种</translation>
    </message>
    <message>
        <source>frozen for %1 epochs</source>
        <translation>冻结 %1 轮</translation>
    </message>
</context>
<context>
    <name>weft::NodeTraining</name>
    <message>
        <source>Rate multiplier</source>
        <translation>学习率倍数</translation>
    </message>
    <message>
        <source>Multiplies the learning rate of its weights.</source>
        <translation>其权重的学习率乘以此数。</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>Its weights are not trained, its running statistics stand still.</source>
        <translation>其权重不参与训练，滑动统计量保持不变。</translation>
    </message>
    <message>
        <source>Weights of</source>
        <translation>权重来自</translation>
    </message>
    <message>
        <source>It uses the weights of another node of its kind: both learn together.</source>
        <translation>它使用另一个同类节点的权重：两者一起学习。</translation>
    </message>
    <message>
        <source>its own</source>
        <translation>自己的</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>Thaws after</source>
        <translation>解冻于</translation>
    </message>
    <message>
        <source>After so many epochs its weights are trained all the same; 0: never.</source>
        <translation>经过这么多轮之后，它的权重也会参与训练；0：始终冻结。</translation>
    </message>
</context>
<context>
    <name>weft::NumberField</name>
    <message>
        <source>several</source>
        <translation>多个值</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Reset to %1</source>
        <translation>重置为 %1</translation>
    </message>
</context>
<context>
    <name>weft::Numbers</name>
    <message>
        <source>scalar</source>
        <translation>标量</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 天 %2 小时</translation>
    </message>
    <message>
        <source>%1 %2/s</source>
        <extracomment>A rate: %1 a number, %2 what is counted, as in &quot;41.8 k images/s&quot;</extracomment>
        <translation>%1 %2/秒</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/秒</translation>
    </message>
</context>
<context>
    <name>weft::Outline</name>
    <message>
        <source>Filter nodes</source>
        <translation>筛选节点</translation>
    </message>
    <message>
        <source>No nodes yet</source>
        <translation>还没有节点</translation>
    </message>
    <message>
        <source>The nodes of the network appear here as a list.</source>
        <translation>网络的节点会以列表显示在这里。</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>大纲</translation>
    </message>
</context>
<context>
    <name>weft::OutlineModel</name>
    <message>
        <source>in %1</source>
        <translation>在 %1 中</translation>
    </message>
</context>
<context>
    <name>weft::OwnProgram</name>
    <message>
        <source>&quot;%1&quot; does not start (%2).</source>
        <translation>“%1”无法启动（%2）。</translation>
    </message>
    <message>
        <source>The program crashed.</source>
        <translation>程序崩溃了。</translation>
    </message>
</context>
<context>
    <name>weft::PaletteRail</name>
    <message>
        <source>Search layers</source>
        <translation>搜索层</translation>
    </message>
</context>
<context>
    <name>weft::PanelHeader</name>
    <message>
        <source>Panel tabs</source>
        <translation>面板标签</translation>
    </message>
</context>
<context>
    <name>weft::ParamRow</name>
    <message>
        <source>Changed. Click to go back to the default.</source>
        <translation>已更改。单击恢复默认值。</translation>
    </message>
</context>
<context>
    <name>weft::ParamsSection</name>
    <message>
        <source>The block sets it, as &quot;%1&quot;. Click to take it back.</source>
        <translation>由模块设置，名为“%1”。单击收回。</translation>
    </message>
    <message>
        <source>Click to make it a parameter of the block.</source>
        <translation>单击使其成为模块的参数。</translation>
    </message>
    <message>
        <source>Reset to default</source>
        <translation>恢复默认值</translation>
    </message>
    <message>
        <source>Take back from the block</source>
        <translation>从模块收回</translation>
    </message>
    <message>
        <source>Promote to the block</source>
        <translation>提升到模块</translation>
    </message>
</context>
<context>
    <name>weft::PlotPane</name>
    <message>
        <source>Copied %1.</source>
        <translation>已复制 %1。</translation>
    </message>
    <message>
        <source>Save %1</source>
        <translation>保存 %1</translation>
    </message>
    <message>
        <source>Saved %1.</source>
        <translation>已保存 %1。</translation>
    </message>
    <message>
        <source>Over steps</source>
        <translation>按步</translation>
    </message>
    <message>
        <source>Over epochs</source>
        <translation>按轮</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>按时间</translation>
    </message>
    <message>
        <source>Logarithmic</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Copy as picture</source>
        <translation>复制为图片</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>保存为 PNG…</translation>
    </message>
    <message>
        <source>Copy as SVG</source>
        <translation>复制为 SVG</translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation>保存为 SVG…</translation>
    </message>
    <message>
        <source>Copy values as CSV</source>
        <translation>以 CSV 复制数值</translation>
    </message>
    <message>
        <source>Save values as CSV…</source>
        <translation>以 CSV 保存数值…</translation>
    </message>
    <message>
        <source>Logarithmic along, too</source>
        <translation>横轴也用对数</translation>
    </message>
</context>
<context>
    <name>weft::PredictionGrid</name>
    <message>
        <source>Predictions for the preview samples</source>
        <translation>预览样本的预测结果</translation>
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
        <translation>这些预测结果所在的步</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>No predictions yet</source>
        <translation>还没有预测结果</translation>
    </message>
    <message>
        <source>The first ones come within the first seconds.</source>
        <translation>最初的结果在几秒之内出现。</translation>
    </message>
    <message>
        <source>Train, and see here what the network makes of a few samples while it learns.</source>
        <translation>开始训练，就能在这里看到网络在学习过程中对几个样本给出的答案。</translation>
    </message>
    <message>
        <source>One moment: the network answers after its first step.</source>
        <translation>请稍候：网络在第一步之后给出答案。</translation>
    </message>
    <message>
        <source>Your own sample is answered while training runs or is paused.</source>
        <translation>训练进行或暂停时，都会回答您的样本。</translation>
    </message>
    <message>
        <source>The network has no Output</source>
        <translation>网络里没有输出层</translation>
    </message>
    <message>
        <source>An Output layer says what the network answers. Added now, it counts from the next training on.</source>
        <translation>输出层说明网络的回答是什么。现在添加，从下一次训练开始生效。</translation>
    </message>
    <message>
        <source>An Output layer says what the network answers, and its predictions appear here.</source>
        <translation>输出层说明网络的回答是什么，预测结果会显示在这里。</translation>
    </message>
    <message>
        <source>Add an Output</source>
        <translation>添加输出层</translation>
    </message>
</context>
<context>
    <name>weft::ProbeRow</name>
    <message>
        <source>%1 is no picture that can be read.</source>
        <translation>%1 不是可读取的图片。</translation>
    </message>
    <message>
        <source>%1 is larger than 16,384 × 16,384 pixels.</source>
        <translation>%1 大于 16,384 × 16,384 像素。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Your own sample</source>
        <translation>您的样本</translation>
    </message>
    <message>
        <source>Prediction for your own sample</source>
        <translation>对您的样本的预测</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Draw…</source>
        <translation>手绘…</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>选择图片</translation>
    </message>
    <message>
        <source>Draw a sample</source>
        <translation>手绘一个样本</translation>
    </message>
    <message>
        <source>Swap dark and light: the data&apos;s pictures have the other tone behind them</source>
        <translation>反转明暗：数据中图片的背景是另一种明暗</translation>
    </message>
    <message>
        <source>Swap dark and light</source>
        <translation>反转明暗</translation>
    </message>
    <message>
        <source>Take your sample away</source>
        <translation>移走您的样本</translation>
    </message>
    <message>
        <source>This network takes no pictures.</source>
        <translation>此网络不接受图片。</translation>
    </message>
    <message>
        <source>Your sample, answered with the current weights</source>
        <translation>您的样本，用当前权重给出答案</translation>
    </message>
    <message>
        <source>Drop or paste a picture to probe the current weights</source>
        <translation>拖入或粘贴图片，用当前权重试一试</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.bmp *.webp)</source>
        <translation>图片 (*.png *.jpg *.jpeg *.bmp *.webp)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>weft::ProblemsModel</name>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>修复</translation>
    </message>
</context>
<context>
    <name>weft::ProblemsPanel</name>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>This node</source>
        <translation>此节点</translation>
    </message>
    <message>
        <source>Which problems</source>
        <translation>显示哪些问题</translation>
    </message>
    <message>
        <source>Nothing to show here</source>
        <translation>没有可显示的内容</translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>没有问题</translation>
    </message>
    <message>
        <source>Choose All to see the others.</source>
        <translation>选择“全部”可查看其他问题。</translation>
    </message>
    <message>
        <source>What is wrong with the network appears here, with fixes.</source>
        <translation>网络中的错误会显示在这里，并附上修复办法。</translation>
    </message>
</context>
<context>
    <name>weft::ProjectFiles</name>
    <message>
        <source>Open a project</source>
        <translation>打开项目</translation>
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
        <translation>%1 已被删除或无法再读取。保存即可恢复。</translation>
    </message>
    <message>
        <source>%1 was changed by another program, and you have changes of your own.</source>
        <translation>%1 被其他程序修改，而您也有自己的更改。</translation>
    </message>
    <message>
        <source>%1 was changed by another program.</source>
        <translation>%1 被其他程序修改了。</translation>
    </message>
    <message>
        <source>Load it again</source>
        <translation>重新载入</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>保留我的</translation>
    </message>
    <message>
        <source>“%1” has changes that are not saved.</source>
        <translation>“%1”有尚未保存的更改。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save mine</source>
        <translation>保存我的</translation>
    </message>
    <message>
        <source>Weft did not end well: changes to “%1” of %2 were not saved.</source>
        <translation>Weft 未正常结束：“%1”在 %2 的更改没有保存。</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>Weft did not end well: changes to %1 projects were not saved.</source>
        <translation>Weft 上次没有正常结束：%1 个项目的更改没有保存。</translation>
    </message>
    <message>
        <source>Importing %1…</source>
        <translation>正在导入 %1…</translation>
    </message>
    <message>
        <source>Projects and ONNX models (*.weft *.onnx);;All files (*)</source>
        <translation>项目和 ONNX 模型 (*.weft *.onnx);;所有文件 (*)</translation>
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
        <translation>今天训练过</translation>
    </message>
    <message>
        <source>Trained yesterday</source>
        <translation>昨天训练过</translation>
    </message>
    <message>
        <source>Trained on %1</source>
        <translation>训练于 %1</translation>
    </message>
    <message>
        <source>The file is gone</source>
        <translation>文件已不存在</translation>
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
        <translation>训练曾中断</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>最近的项目</translation>
    </message>
    <message>
        <source>Projects that you open or save appear here.</source>
        <translation>您打开或保存的项目会显示在这里。</translation>
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
        <translation>损失</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>Samples per second</source>
        <translation>每秒样本数</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>困惑度</translation>
    </message>
    <message>
        <source>Loss of %1</source>
        <translation>%1 的损失</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>lr %1</source>
        <translation>学习率 %1</translation>
    </message>
    <message>
        <source>epochs %1</source>
        <translation>轮数 %1</translation>
    </message>
    <message>
        <source>early stop %1</source>
        <translation>早停 %1</translation>
    </message>
    <message>
        <source>1 layer thaws</source>
        <translation>1 层解冻</translation>
    </message>
    <message>
        <source>%1 layers thaw</source>
        <translation>%1 层解冻</translation>
    </message>
</context>
<context>
    <name>weft::RunDetails</name>
    <message>
        <source>Note</source>
        <translation>便签</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束情况</translation>
    </message>
    <message>
        <source>What you want to remember of it</source>
        <translation>您想记下的内容</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>运行 %1</translation>
    </message>
    <message>
        <source>best at step %1, last step %2</source>
        <translation>最佳在第 %1 步，最后为第 %2 步</translation>
    </message>
    <message>
        <source>last step %1</source>
        <translation>最后为第 %1 步</translation>
    </message>
    <message>
        <source>d MMM, HH:mm:ss</source>
        <comment>a day and a time, see QDateTime::toString()</comment>
        <translation>M月d日 HH:mm:ss</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批大小</translation>
    </message>
</context>
<context>
    <name>weft::RunLibrary</name>
    <message>
        <source>More than %1 runs at once cannot be told apart: untick one first.</source>
        <translation>同时超过 %1 次运行就难以分辨：请先取消勾选一个。</translation>
    </message>
    <message>
        <source>“%1” is being trained: stop it before it is deleted.</source>
        <translation>“%1”正在训练：请先停止再删除。</translation>
    </message>
    <message>
        <source>“%1” was moved to the trash, from where it can be taken back.</source>
        <translation>“%1”已移到回收站，可以从那里找回。</translation>
    </message>
    <message>
        <source>“%1” could not be moved to the trash; nothing was deleted. Its folder is %2</source>
        <translation>“%1”无法移到回收站；没有删除任何内容。其文件夹为 %2</translation>
    </message>
</context>
<context>
    <name>weft::RunLog</name>
    <message>
        <source>Trains %1 parameters on %2 samples for %3 steps, on %4.</source>
        <translation>在 %4 上训练 %1 个参数，%2 个样本，共 %3 步。</translation>
    </message>
    <message>
        <source>Checkpoint, the best so far</source>
        <translation>检查点，目前最佳</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>正在准备</translation>
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
        <translation>第 %1 轮：%2</translation>
    </message>
    <message>
        <source>validation %1</source>
        <translation>验证 %1</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between what a loss is in training and in validation</comment>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>weft::RunPlots</name>
    <message>
        <source>Curves of runs</source>
        <translation>运行曲线</translation>
    </message>
    <message>
        <source>No runs chosen</source>
        <translation>未选择运行</translation>
    </message>
    <message>
        <source>Tick runs on the left to lay their curves over each other.</source>
        <translation>勾选左侧的运行，把它们的曲线叠在一起。</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>per step</source>
        <translation>按步</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Smoothing: a debiased moving average; the values themselves lie pale beneath</source>
        <translation>平滑：校正偏差的滑动平均；原始值以浅色显示在下面</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What the curves run over</source>
        <translation>曲线的横轴</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Scale of the values</source>
        <translation>值的刻度</translation>
    </message>
    <message>
        <source>Validation %1</source>
        <translation>验证%1</translation>
    </message>
    <message>
        <source>per epoch</source>
        <translation>按轮</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Raw values stay underneath, smoothing is debiased</source>
        <translation>原始值保留在下层，平滑已校正偏差</translation>
    </message>
    <message>
        <source>Log</source>
        <comment>logarithmic</comment>
        <translation>对数</translation>
    </message>
    <message>
        <source>No validation yet</source>
        <translation>还没有验证</translation>
    </message>
    <message>
        <source>What is measured on samples that are not learnt from appears here after each epoch.</source>
        <translation>每轮结束后，在未参与学习的样本上测得的结果会显示在这里。</translation>
    </message>
</context>
<context>
    <name>weft::RunRows</name>
    <message>
        <source>Name of the run</source>
        <translation>运行名称</translation>
    </message>
</context>
<context>
    <name>weft::RunsModel</name>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>weft::RunsPanel</name>
    <message>
        <source>Filter, for example accuracy &gt; 92</source>
        <translation>筛选，例如 accuracy &gt; 92</translation>
    </message>
    <message>
        <source>Continue…</source>
        <translation>继续训练…</translation>
    </message>
    <message>
        <source>Open graph</source>
        <translation>打开图</translation>
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
        <translation>每次训练及其曲线和设置都保存在这里。</translation>
    </message>
    <message>
        <source>Filter of the runs</source>
        <translation>筛选运行</translation>
    </message>
    <message>
        <source>One more epoch</source>
        <translation>再训练一轮</translation>
    </message>
    <message>
        <source>%1 more epochs</source>
        <translation>再训练 %1 轮</translation>
    </message>
    <message>
        <source>%1 of %2 shown</source>
        <translation>显示 %1 / %2</translation>
    </message>
    <message>
        <source>Choose a run first</source>
        <translation>请先选择一次运行</translation>
    </message>
    <message>
        <source>Something is being trained: stop it first</source>
        <translation>有训练正在进行：请先停止它</translation>
    </message>
    <message>
        <source>This run cannot be continued</source>
        <translation>此运行无法继续</translation>
    </message>
    <message>
        <source>Opens a copy of the network as it was trained</source>
        <translation>打开训练时的网络副本</translation>
    </message>
    <message>
        <source>Hide its curves</source>
        <translation>隐藏其曲线</translation>
    </message>
    <message>
        <source>Show its curves</source>
        <translation>显示其曲线</translation>
    </message>
    <message>
        <source>Compare the others with it</source>
        <translation>与其他运行比较</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>From where it stopped</source>
        <translation>从停止处继续</translation>
    </message>
    <message>
        <source>Back to its best, step %1, and on: what came after goes</source>
        <translation>退回到最佳的第 %1 步再继续：其后的部分将被丢弃</translation>
    </message>
    <message>
        <source>Trains on from the run&apos;s last checkpoint, or from its best</source>
        <translation>从该运行的最后一个或最佳的检查点继续训练</translation>
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
        <translation>样本 %1，%2</translation>
    </message>
</context>
<context>
    <name>weft::SamplePanel</name>
    <message>
        <source>One sample in full: its picture, its class and its values.</source>
        <translation>完整显示一个样本：图片、类别和数值。</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>No sample picked</source>
        <translation>没有选中样本</translation>
    </message>
    <message>
        <source>Click a sample among the others to see it here in full.</source>
        <translation>在样本中单击一个，即可在这里完整查看。</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
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
        <translation>没有调度方式“%1”：学习率保持不变。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>When it falls depends on the training, so the plan is flat.</source>
        <translation>何时下降取决于训练过程，所以预定的线是平的。</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>预定</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>使用情况</translation>
    </message>
</context>
<context>
    <name>weft::SearchField</name>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
</context>
<context>
    <name>weft::SearchModel</name>
    <message>
        <source>%1, gives %2</source>
        <translation>%1，输出 %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>weft::SearchPopup</name>
    <message>
        <source>Search layers</source>
        <translation>搜索层</translation>
    </message>
    <message>
        <source>Layer search</source>
        <translation>搜索层</translation>
    </message>
    <message>
        <source>Layers found</source>
        <translation>找到的层</translation>
    </message>
    <message>
        <source>Only what fits is listed. Click the cross to list everything.</source>
        <translation>只列出适合的层。单击叉号列出全部。</translation>
    </message>
    <message>
        <source>feeds %1</source>
        <translation>接到 %1</translation>
    </message>
    <message>
        <source>takes an input</source>
        <translation>有输入</translation>
    </message>
    <message>
        <source>fits %1</source>
        <translation>适合 %1</translation>
    </message>
    <message>
        <source>Nothing that fits is called so. Backspace on an empty line lists everything.</source>
        <translation>适合的层中没有叫这个名字的。在空行上按 Backspace 列出全部。</translation>
    </message>
    <message>
        <source>No layer is called so.</source>
        <translation>没有叫这个名字的层。</translation>
    </message>
    <message>
        <source>%1 of %2 layers</source>
        <translation>%1 / %2 种层</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Shift Enter</source>
        <translation>Shift Enter</translation>
    </message>
    <message>
        <source>Ctrl D</source>
        <translation>Ctrl D</translation>
    </message>
    <message>
        <source>favourite</source>
        <translation>收藏</translation>
    </message>
</context>
<context>
    <name>weft::SearchRow</name>
    <message>
        <source>needs a setting</source>
        <translation>需要设置</translation>
    </message>
</context>
<context>
    <name>weft::SectionHeader</name>
    <message>
        <source>folded</source>
        <translation>已折叠</translation>
    </message>
    <message>
        <source>open</source>
        <translation>已展开</translation>
    </message>
</context>
<context>
    <name>weft::ServeForm</name>
    <message>
        <source>Open page</source>
        <translation>打开网页</translation>
    </message>
    <message>
        <source>Others in the network may ask, with a token</source>
        <translation>网络中的其他人可凭令牌访问</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Serve</source>
        <translation>提供服务</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Command that asks the network</source>
        <translation>访问网络的命令</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Stop serving</source>
        <translation>停止服务</translation>
    </message>
</context>
<context>
    <name>weft::Session</name>
    <message>
        <source>Everything up to step %1 is safe in its last checkpoint; resume to go on from there.</source>
        <translation>第 %1 步之前的内容都已保存在最后的检查点中；继续训练即可从那里接着进行。</translation>
    </message>
    <message>
        <source>There was no checkpoint yet; start it again.</source>
        <translation>还没有检查点；请重新开始。</translation>
    </message>
    <message>
        <source>No step has been finished for %1 seconds. Wait on, or end the training: it can be resumed from its last checkpoint.</source>
        <translation>已有 %1 秒没有完成任何一步。可以继续等待，或结束训练：之后能从最后的检查点继续。</translation>
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
        <translation>设置的类别</translation>
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
        <translation>行和面板随之变大。</translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation>减少动画</translation>
    </message>
    <message>
        <source>Nothing slides or grows; places change at once.</source>
        <translation>没有滑动和缩放效果；位置立即变化。</translation>
    </message>
    <message>
        <source>Keep a copy for recovery</source>
        <translation>保留用于恢复的副本</translation>
    </message>
    <message>
        <source>Written a moment after each change, beside your settings, and offered after a crash. Your file changes only when you save.</source>
        <translation>每次更改后片刻写在设置旁边，崩溃之后可用来恢复。您的文件只在保存时才会改变。</translation>
    </message>
    <message>
        <source>Training goes on when the window closes</source>
        <translation>窗口关闭后继续训练</translation>
    </message>
    <message>
        <source>It is shown again when its project is opened. Else it stops, with a checkpoint.</source>
        <translation>再次打开其项目时会重新显示。否则训练会存下检查点并停止。</translation>
    </message>
    <message>
        <source>Forget all settings</source>
        <translation>忘记所有设置</translation>
    </message>
    <message>
        <source>Begin again</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Settings are as at first; projects, recent files and layouts stay.</source>
        <translation>设置已恢复初始值；项目、最近的文件和布局保持不变。</translation>
    </message>
    <message>
        <source>Choose the folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Folder of data sets</source>
        <translation>数据集文件夹</translation>
    </message>
    <message>
        <source>Where projects find what they name by ${WEFT_DATA}. If that environment variable is set, it counts.</source>
        <translation>项目中以 ${WEFT_DATA} 开头的路径从这里查找。如果设置了该环境变量，则以环境变量为准。</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>Words and lines as clear as can be. Off, it is as the desktop wishes.</source>
        <translation>文字和线条尽可能清晰。关闭时遵从桌面的设置。</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>合适的层</translation>
    </message>
    <message>
        <source>All layers</source>
        <translation>所有层</translation>
    </message>
    <message>
        <source>A wire that ends on nothing lists</source>
        <translation>连线落在空白处时列出</translation>
    </message>
    <message>
        <source>Shift, as it is dropped, lists the other.</source>
        <translation>放下时按住 Shift，则列出另一种。</translation>
    </message>
</context>
<context>
    <name>weft::SettingsRows</name>
    <message>
        <source>Set %1</source>
        <translation>设置 %1</translation>
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
        <translation>“设置”中的“快捷键”：更改快捷键，或采用其他程序的快捷键</translation>
    </message>
</context>
<context>
    <name>weft::SizesEditor</name>
    <message>
        <source>several</source>
        <translation>多个值</translation>
    </message>
    <message>
        <source>one whole number</source>
        <translation>一个整数</translation>
    </message>
    <message>
        <source>%1 whole numbers</source>
        <translation>%1 个整数</translation>
    </message>
    <message>
        <source>%1 to %2 whole numbers</source>
        <translation>%1 到 %2 个整数</translation>
    </message>
    <message>
        <source>Enter %1, each between %2 and %3, such as &quot;%4&quot;.</source>
        <translation>请输入 %1，每个都在 %2 和 %3 之间，例如“%4”。</translation>
    </message>
</context>
<context>
    <name>weft::SourcesPanel</name>
    <message>
        <source>Where the data comes from and what is done to it is listed here. Begin with a folder of pictures or a CSV file.</source>
        <translation>这里列出数据来自哪里、经过哪些处理。请从图片文件夹或 CSV 文件开始。</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>to be split</source>
        <translation>待划分</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>in this order</source>
        <translation>按此顺序</translation>
    </message>
    <message>
        <source>This column feeds that input of the network.</source>
        <translation>这一列送到网络的那个输入。</translation>
    </message>
    <message>
        <source>Feeds</source>
        <translation>送入</translation>
    </message>
</context>
<context>
    <name>weft::SplitBar</name>
    <message>
        <source>Train %1, validation %2, test %3</source>
        <translation>训练 %1，验证 %2，测试 %3</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
</context>
<context>
    <name>weft::SplitPanel</name>
    <message>
        <source>What is learnt from and what is held back to test is shown here, with how it was drawn.</source>
        <translation>这里显示用来学习的和留作测试的样本，以及如何抽取。</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Held back to validate</source>
        <translation>留作验证</translation>
    </message>
    <message>
        <source>Held back to test</source>
        <translation>留作测试</translation>
    </message>
    <message>
        <source>Even in</source>
        <translation>均衡于</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>略过</translation>
    </message>
    <message>
        <source>Files that could not be read.</source>
        <translation>无法读取的文件。</translation>
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
        <translation>时间序列</translation>
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
        <translation>从您的数据开始</translation>
    </message>
    <message>
        <source>Also reads IDX, NumPy arrays, CIFAR-10 and plain text: see Data.</source>
        <translation>也能读取 IDX、NumPy 数组、CIFAR-10 和纯文本：见“数据”。</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Kind of examples</source>
        <translation>示例的种类</translation>
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
        <translation>此计算机</translation>
    </message>
    <message>
        <source>What it can train on</source>
        <translation>它能用什么训练</translation>
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
        <translation>一个文件夹，其中每个类别一个图片文件夹</translation>
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
        <translation>已画好一个起步的网络。保存它，然后按“训练”。</translation>
    </message>
    <message>
        <source>A folder of pictures…</source>
        <translation>图片文件夹…</translation>
    </message>
    <message>
        <source>A table…</source>
        <translation>表格…</translation>
    </message>
    <message>
        <source>Show all %1</source>
        <translation>显示全部 %1 个</translation>
    </message>
</context>
<context>
    <name>weft::StatisticsPanel</name>
    <message>
        <source>How many samples each class has and how values are spread is shown here.</source>
        <translation>这里显示每个类别有多少样本，以及数值如何分布。</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Smallest</source>
        <translation>最小值</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Greatest</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>Missing values</source>
        <translation>缺失值</translation>
    </message>
</context>
<context>
    <name>weft::StatusLight</name>
    <message>
        <source>Not served</source>
        <translation>未提供服务</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>Serving</source>
        <translation>正在提供服务</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
</context>
<context>
    <name>weft::Studio</name>
    <message>
        <source>The network is empty: add a layer first.</source>
        <translation>网络是空的：请先添加一个层。</translation>
    </message>
    <message>
        <source>The network has an error: see Problems.</source>
        <translation>网络有 1 个错误：见“问题”。</translation>
    </message>
    <message>
        <source>The network has %1 errors: see Problems.</source>
        <translation>网络有 %1 个错误：见“问题”。</translation>
    </message>
</context>
<context>
    <name>weft::TextEditor</name>
    <message>
        <source>several</source>
        <translation>多个值</translation>
    </message>
</context>
<context>
    <name>weft::Toggle</name>
    <message>
        <source>several</source>
        <translation>多个值</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
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
        <translation>最近的项目、示例、您自己的数据</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>构建</translation>
    </message>
    <message>
        <source>Draw the network and train it</source>
        <translation>画出网络并训练</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>See and prepare what it learns from</source>
        <translation>查看并准备网络学习的数据</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Compare what was trained</source>
        <translation>比较已训练的结果</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Best there is</source>
        <translation>最佳可用设备</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Change the device</source>
        <translation>更改设备</translation>
    </message>
    <message>
        <source>Fixed while it trains.</source>
        <translation>训练期间不可更改。</translation>
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
        <translation>1 / 3 · 构建</translation>
    </message>
    <message>
        <source>This is a network: data comes in at the left, each node is a layer, wires carry numbers. Drag a layer from the left onto a wire, or press Tab and type its name.</source>
        <translation>这是一个网络：数据从左边进入，每个节点是一层，数值沿连线流动。从左侧把一个层拖到连线上，或按 Tab 并输入名称。</translation>
    </message>
    <message>
        <source>Next: train</source>
        <translation>下一步：训练</translation>
    </message>
    <message>
        <source>2 of 3 · Train</source>
        <translation>2 / 3 · 训练</translation>
    </message>
    <message>
        <source>Press Train. The loss falls in Curves; you can pause, and change the learning rate while it runs.</source>
        <translation>按“训练”。损失会在“曲线”中下降；运行时可以暂停，也可以更改学习率。</translation>
    </message>
    <message>
        <source>Next: predict</source>
        <translation>下一步：预测</translation>
    </message>
    <message>
        <source>3 of 3 · Predict</source>
        <translation>3 / 3 · 预测</translation>
    </message>
    <message>
        <source>Predictions shows what the network makes of samples that it has not learnt from, better with each epoch. Drop a picture of your own there to probe it.</source>
        <translation>“预测结果”显示网络对没有学过的样本给出的答案，一轮比一轮好。把您自己的图片拖到那里就能试一试。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>weft::TrainSettings</name>
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
        <source>Learning rate, batch and precision</source>
        <translation>学习率、批大小和精度</translation>
    </message>
    <message>
        <source>Change the precision</source>
        <translation>更改精度</translation>
    </message>
    <message>
        <source>Fixed while it trains.</source>
        <translation>训练期间不可更改。</translation>
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
        <translation>训练正在后台进行。</translation>
    </message>
</context>
<context>
    <name>weft::TrainingSettings</name>
    <message>
        <source>Choose %1</source>
        <translation>选择 %1</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Learning rate schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>调度</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>训练时长</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Steps at most</source>
        <translation>最多步数</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Accumulate</source>
        <translation>梯度累积</translation>
    </message>
    <message>
        <source>Validate every</source>
        <translation>验证间隔</translation>
    </message>
    <message>
        <source>Stability</source>
        <translation>稳定性</translation>
    </message>
    <message>
        <source>Clip norm</source>
        <translation>按范数裁剪</translation>
    </message>
    <message>
        <source>Clip value</source>
        <translation>按值裁剪</translation>
    </message>
    <message>
        <source>Weight average</source>
        <translation>权重平均</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>硬件</translation>
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
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Early stop</source>
        <translation>早停</translation>
    </message>
    <message>
        <source>Stop early</source>
        <translation>早停</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>耐心值</translation>
    </message>
    <message>
        <source>Least change</source>
        <translation>最小变化</translation>
    </message>
    <message>
        <source>Restore best</source>
        <translation>恢复最佳权重</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Every seconds</source>
        <translation>间隔秒数</translation>
    </message>
    <message>
        <source>Every steps</source>
        <translation>间隔步数</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留个数</translation>
    </message>
    <message>
        <source>Best by</source>
        <translation>最佳依据</translation>
    </message>
    <message>
        <source>Weights (*.safetensors *.onnx);;All files (*)</source>
        <translation>权重 (*.safetensors *.onnx);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>Reaches the running training at once, with a mark on its curves. Settings without this sign count from the next training on.</source>
        <translation>立即作用于正在进行的训练，并在曲线上标出。没有此标记的设置从下一次训练起生效。</translation>
    </message>
</context>
<context>
    <name>weft::Words</name>
    <message>
        <source>There is no block %1 in this project.</source>
        <translation>此项目中没有模块 %1。</translation>
    </message>
    <message>
        <source>There is another port called %1.</source>
        <translation>已有另一个端口叫 %1。</translation>
    </message>
    <message>
        <source>Add output</source>
        <translation>添加输出</translation>
    </message>
    <message>
        <source>Add input</source>
        <translation>添加输入</translation>
    </message>
    <message>
        <source>The block has no output %1.</source>
        <translation>模块没有输出 %1。</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>断开</translation>
    </message>
    <message>
        <source>There is no port %1.</source>
        <translation>没有端口 %1。</translation>
    </message>
    <message>
        <source>Rename port</source>
        <translation>重命名端口</translation>
    </message>
    <message>
        <source>Reorder ports</source>
        <translation>调整端口顺序</translation>
    </message>
    <message>
        <source>Remove port</source>
        <translation>移除端口</translation>
    </message>
    <message>
        <source>Only a node inside a block can have its settings on the block.</source>
        <translation>只有模块内的节点才能把设置放到模块上。</translation>
    </message>
    <message>
        <source>%1 has no setting %2.</source>
        <translation>%1 没有设置项 %2。</translation>
    </message>
    <message>
        <source>It is on the block already, as %1.</source>
        <translation>它已在模块上，名为 %1。</translation>
    </message>
    <message>
        <source>%1 is a setting of another kind.</source>
        <translation>%1 是另一种设置项。</translation>
    </message>
    <message>
        <source>Put %1 on the block</source>
        <translation>把 %1 放到模块上</translation>
    </message>
    <message>
        <source>Take %1 off the block</source>
        <translation>从模块上取下 %1</translation>
    </message>
    <message>
        <source>Reorder settings</source>
        <translation>调整设置项顺序</translation>
    </message>
    <message>
        <source>There is another setting called %1.</source>
        <translation>已有另一个设置项叫 %1。</translation>
    </message>
    <message>
        <source>Rename setting</source>
        <translation>重命名设置项</translation>
    </message>
    <message>
        <source>%1 lies between the chosen layers; take it along.</source>
        <translation>%1 位于所选的层之间；请一并选上。</translation>
    </message>
    <message>
        <source>%1 uses the weights of %2; take both, or none.</source>
        <translation>%1 使用 %2 的权重；请两者都选，或都不选。</translation>
    </message>
    <message>
        <source>Choose the layers that the block shall hold.</source>
        <translation>请选择要放进模块的层。</translation>
    </message>
    <message>
        <source>Make block</source>
        <translation>创建模块</translation>
    </message>
    <message>
        <source>There is another block called %1.</source>
        <translation>已有另一个模块叫 %1。</translation>
    </message>
    <message>
        <source>Rename block</source>
        <translation>重命名模块</translation>
    </message>
    <message>
        <source>%1 is no block.</source>
        <translation>%1 不是模块。</translation>
    </message>
    <message>
        <source>%1 is the only one that uses this block.</source>
        <translation>只有 %1 使用此模块。</translation>
    </message>
    <message>
        <source>%1 uses the weights of another; end that first.</source>
        <translation>%1 使用另一个节点的权重；请先结束共享。</translation>
    </message>
    <message>
        <source>Make block its own</source>
        <translation>使模块独立</translation>
    </message>
    <message>
        <source>Remove unused blocks</source>
        <translation>移除未使用的模块</translation>
    </message>
    <message>
        <source>That text is too long for layers of Weft.</source>
        <translation>该文本太长，不是 Weft 的层。</translation>
    </message>
    <message>
        <source>There are no layers on the clipboard.</source>
        <translation>剪贴板上没有层。</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>This cannot be pasted: %1</source>
        <translation>无法粘贴：%1</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>创建副本</translation>
    </message>
    <message>
        <source>The block has no input %1.</source>
        <translation>模块没有输入 %1。</translation>
    </message>
    <message>
        <source>%1 is not there.</source>
        <translation>没有 %1。</translation>
    </message>
    <message>
        <source>%1 has no output %2.</source>
        <translation>%1 没有输出 %2。</translation>
    </message>
    <message>
        <source>They are wired already.</source>
        <translation>它们已经连接。</translation>
    </message>
    <message>
        <source>A layer cannot feed itself.</source>
        <translation>层不能以自身为输入。</translation>
    </message>
    <message>
        <source>%1 takes no input.</source>
        <translation>%1 没有输入。</translation>
    </message>
    <message>
        <source>%1 has no input %2.</source>
        <translation>%1 没有输入 %2。</translation>
    </message>
    <message>
        <source>That would be a circle: %1 already works on what %2 gives.</source>
        <translation>这会形成环路：%1 已经依赖 %2 的输出。</translation>
    </message>
    <message>
        <source>%1 gives class numbers; %2 computes with measured values.</source>
        <translation>%1 给出类别编号，而 %2 用测量值计算。</translation>
    </message>
    <message>
        <source>%1 wants class numbers or tokens; wire a Label or a Tokens layer to it.</source>
        <translation>%1 需要类别编号或词元；请接上一个标签层或词元层。</translation>
    </message>
    <message>
        <source>Cut wires</source>
        <translation>剪断连线</translation>
    </message>
    <message>
        <source>Reorder inputs</source>
        <translation>调整输入顺序</translation>
    </message>
    <message>
        <source>Move wires</source>
        <translation>移动连线</translation>
    </message>
    <message>
        <source>No wire starts there.</source>
        <translation>那里没有连线的起点。</translation>
    </message>
    <message>
        <source>There is no layer %1.</source>
        <translation>没有层 %1。</translation>
    </message>
    <message>
        <source>A block cannot hold itself.</source>
        <translation>模块不能包含自身。</translation>
    </message>
    <message>
        <source>That wire is not there.</source>
        <translation>没有该连线。</translation>
    </message>
    <message>
        <source>The wire starts or ends at this node.</source>
        <translation>连线的起点或终点就在此节点。</translation>
    </message>
    <message>
        <source>%1 has nothing to pass a wire through.</source>
        <translation>%1 没有可让连线穿过的通路。</translation>
    </message>
    <message>
        <source>%1 is wired already; detach it first.</source>
        <translation>%1 已有连线；请先断开。</translation>
    </message>
    <message>
        <source>Insert on wire</source>
        <translation>插入到连线上</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>删除 %1</translation>
    </message>
    <message>
        <source>Detach</source>
        <translation>脱离</translation>
    </message>
    <message>
        <source>There is another node called %1.</source>
        <translation>已有另一个节点叫 %1。</translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation>重命名 %1</translation>
    </message>
    <message>
        <source>%1 has no input to pass through.</source>
        <translation>%1 没有可直接通过的输入。</translation>
    </message>
    <message>
        <source>%1 turns %2 into %3; what follows would not fit without it.</source>
        <translation>%1 把 %2 变为 %3；去掉它，后面的层就不再匹配。</translation>
    </message>
    <message>
        <source>Bypass</source>
        <translation>旁路</translation>
    </message>
    <message>
        <source>End bypass</source>
        <translation>结束旁路</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>屏蔽</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>取消屏蔽</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>Unfreeze</source>
        <translation>解冻</translation>
    </message>
    <message>
        <source>Scale the learning rate</source>
        <translation>缩放学习率</translation>
    </message>
    <message>
        <source>%1 is of another kind, so it has other weights.</source>
        <translation>%1 是另一种层，权重不同。</translation>
    </message>
    <message>
        <source>%1 uses the weights of this one.</source>
        <translation>%1 使用此节点的权重。</translation>
    </message>
    <message>
        <source>Own weights</source>
        <translation>使用自己的权重</translation>
    </message>
    <message>
        <source>Share weights</source>
        <translation>共享权重</translation>
    </message>
    <message>
        <source>There is no such setting here.</source>
        <translation>这里没有这样的设置项。</translation>
    </message>
    <message>
        <source>%1 takes another kind of value.</source>
        <translation>%1 接受另一种值。</translation>
    </message>
    <message>
        <source>Set %1</source>
        <translation>设置 %1</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>重置 %1</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Nothing is chosen.</source>
        <translation>没有选中任何内容。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Nudge</source>
        <translation>微移</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>对齐</translation>
    </message>
    <message>
        <source>Distribute</source>
        <translation>均匀分布</translation>
    </message>
    <message>
        <source>Straighten</source>
        <translation>拉直</translation>
    </message>
    <message>
        <source>Collapse</source>
        <translation>折叠</translation>
    </message>
    <message>
        <source>Expand</source>
        <translation>展开</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>分组框</translation>
    </message>
    <message>
        <source>Join frame</source>
        <translation>加入分组框</translation>
    </message>
    <message>
        <source>Leave frame</source>
        <translation>离开分组框</translation>
    </message>
    <message>
        <source>Change frame</source>
        <translation>更改分组框</translation>
    </message>
    <message>
        <source>Remove frame</source>
        <translation>移除分组框</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>添加便签</translation>
    </message>
    <message>
        <source>Edit note</source>
        <translation>编辑便签</translation>
    </message>
    <message>
        <source>Move note</source>
        <translation>移动便签</translation>
    </message>
    <message>
        <source>Remove note</source>
        <translation>移除便签</translation>
    </message>
    <message>
        <source>Add reroute dot</source>
        <translation>添加转接点</translation>
    </message>
    <message>
        <source>Move reroute dot</source>
        <translation>移动转接点</translation>
    </message>
    <message>
        <source>Remove reroute dot</source>
        <translation>移除转接点</translation>
    </message>
    <message>
        <source>Set bookmark %1</source>
        <translation>设置书签 %1</translation>
    </message>
    <message>
        <source>Remove bookmark %1</source>
        <translation>移除书签 %1</translation>
    </message>
    <message>
        <source>%1 is bypassed; end that first.</source>
        <translation>%1 已旁路；请先结束旁路。</translation>
    </message>
    <message>
        <source>%1 uses the weights of %2; end that first.</source>
        <translation>%1 使用 %2 的权重；请先结束共享。</translation>
    </message>
    <message>
        <source>A block without inputs and outputs cannot be repeated.</source>
        <translation>没有输入和输出的模块不能重复。</translation>
    </message>
    <message>
        <source>Unpack %1</source>
        <translation>解开 %1</translation>
    </message>
    <message>
        <source>A name has at least one letter.</source>
        <translation>名称至少要有一个字母。</translation>
    </message>
    <message>
        <source>“in” and “out” are what blocks call their own ports; choose another name.</source>
        <translation>“in”和“out”是模块对自己端口的称呼；请换一个名称。</translation>
    </message>
    <message>
        <source>That name is too long.</source>
        <translation>该名称太长。</translation>
    </message>
    <message>
        <source>A name has letters, digits, “_” and “-”, no “%1”.</source>
        <translation>名称只能包含字母、数字、“_”和“-”，不能有“%1”。</translation>
    </message>
    <message>
        <source>Delete %1 nodes</source>
        <translation>删除 %1 个节点</translation>
    </message>
    <message>
        <source>Move a node</source>
        <translation>移动节点</translation>
    </message>
    <message>
        <source>Move %1 nodes</source>
        <translation>移动 %1 个节点</translation>
    </message>
    <message>
        <source>Set when it thaws</source>
        <translation>设置解冻时间</translation>
    </message>
    <message>
        <source>There is no block %1 in your library.</source>
        <translation>您的库中没有模块%1。</translation>
    </message>
    <message>
        <source>“%1” is no name for a file: rename the block first.</source>
        <translation>“%1”不能用作文件名：请先重命名该模块。</translation>
    </message>
</context>
<context>
    <name>weft::devices</name>
    <message>
        <source>1 thread</source>
        <translation>1 个线程</translation>
    </message>
    <message>
        <source>%1 threads</source>
        <translation>%1 个线程</translation>
    </message>
    <message>
        <source>without cuDNN</source>
        <translation>没有 cuDNN</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a device&apos;s description</comment>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>weft::examples</name>
    <message>
        <source>Fashion-MNIST, convolutional</source>
        <translation>Fashion-MNIST 卷积网络</translation>
    </message>
    <message>
        <source>70,000 pictures of clothes in ten classes</source>
        <translation>70,000 张服装图片，十个类别</translation>
    </message>
    <message>
        <source>Two spirals</source>
        <translation>两条螺线</translation>
    </message>
    <message>
        <source>No straight line parts them</source>
        <translation>没有一条直线能把它们分开</translation>
    </message>
    <message>
        <source>Segmentation, U-Net</source>
        <translation>U-Net 分割</translation>
    </message>
    <message>
        <source>Which pixel belongs to what?</source>
        <translation>每个像素属于什么？</translation>
    </message>
    <message>
        <source>Characters, transformer</source>
        <translation>字符 Transformer</translation>
    </message>
    <message>
        <source>A small GPT that writes Shakespeare</source>
        <translation>一个会写莎士比亚的小 GPT</translation>
    </message>
    <message>
        <source>Iris</source>
        <translation>鸢尾花</translation>
    </message>
    <message>
        <source>Three species by four measures</source>
        <translation>用四个尺寸区分三个品种</translation>
    </message>
    <message>
        <source>CIFAR-10, ResNet-20</source>
        <translation>CIFAR-10，ResNet-20</translation>
    </message>
    <message>
        <source>Photos in ten classes, residual blocks</source>
        <translation>十类照片，残差模块</translation>
    </message>
    <message>
        <source>Clothes, transferred from CIFAR-10</source>
        <translation>服装：从 CIFAR-10 迁移</translation>
    </message>
    <message>
        <source>A trained body learns a new task</source>
        <translation>训练过的主干学习新任务</translation>
    </message>
    <message>
        <source>Autoencoder</source>
        <translation>自编码器</translation>
    </message>
    <message>
        <source>784 pixels through 32 numbers</source>
        <translation>784 个像素经过 32 个数</translation>
    </message>
    <message>
        <source>Variational autoencoder</source>
        <translation>变分自编码器</translation>
    </message>
    <message>
        <source>A cloud of codes that draws clothes</source>
        <translation>能画出服装的编码云</translation>
    </message>
    <message>
        <source>Characters, LSTM</source>
        <translation>字符 LSTM</translation>
    </message>
    <message>
        <source>Two LSTMs guess the next character</source>
        <translation>两层 LSTM 猜测下一个字符</translation>
    </message>
    <message>
        <source>Perceptron on NumPy files</source>
        <translation>NumPy 文件上的感知机</translation>
    </message>
    <message>
        <source>The classic 784-128-10, on arrays</source>
        <translation>经典的 784-128-10，读取数组</translation>
    </message>
    <message>
        <source>CIFAR-10 in seconds</source>
        <translation>几秒学会 CIFAR-10</translation>
    </message>
    <message>
        <source>A first layer that is worked out from the data</source>
        <translation>第一层由数据直接算出</translation>
    </message>
</context>
<context>
    <name>weft::layers</name>
    <message>
        <source>ELU</source>
        <translation>ELU</translation>
    </message>
    <message>
        <source>As ReLU for positive numbers; negative ones bend smoothly to −α.</source>
        <translation>正数与 ReLU 相同；负数平滑地弯向 −α。</translation>
    </message>
    <message>
        <source>X</source>
        <translation>x</translation>
    </message>
    <message>
        <source>any shape</source>
        <translation>任意形状</translation>
    </message>
    <message>
        <source>Y</source>
        <translation>y</translation>
    </message>
    <message>
        <source>as x</source>
        <translation>同 x</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>α</translation>
    </message>
    <message>
        <source>What large negative numbers come to, with the sign turned.</source>
        <translation>大负数趋近的值（取相反号）。</translation>
    </message>
    <message>
        <source>GELU</source>
        <translation>GELU</translation>
    </message>
    <message>
        <source>A smooth ReLU: x · Φ(x), with Φ the normal distribution. Usual in transformers.</source>
        <translation>平滑的 ReLU：x · Φ(x)，Φ 为正态分布函数。Transformer 中常用。</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>exact, or the approximation by tanh that GPT-2 was trained with.</source>
        <translation>精确计算，或 GPT-2 训练时所用的 tanh 近似。</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>精确</translation>
    </message>
    <message>
        <source>Tanh</source>
        <translation>Tanh</translation>
    </message>
    <message>
        <source>Hard sigmoid</source>
        <translation>硬 Sigmoid</translation>
    </message>
    <message>
        <source>Sigmoid in three straight pieces, cheap to compute: x / 6 + ½, kept in 0 … 1.</source>
        <translation>由三段直线组成的 Sigmoid，计算开销低：x / 6 + ½，限制在 0 … 1。</translation>
    </message>
    <message>
        <source>Hard swish</source>
        <translation>硬 Swish</translation>
    </message>
    <message>
        <source>Swish in cheap pieces: x times the Hard sigmoid of x. Usual in MobileNetV3.</source>
        <translation>低开销的分段 Swish：x 乘以其硬 Sigmoid。常用于 MobileNetV3。</translation>
    </message>
    <message>
        <source>Leaky ReLU</source>
        <translation>带泄漏的 ReLU</translation>
    </message>
    <message>
        <source>As ReLU, but lets a little of what is negative through, so that no unit stops learning.</source>
        <translation>类似 ReLU，但让少量负值通过，使任何单元都不会停止学习。</translation>
    </message>
    <message>
        <source>Slope</source>
        <translation>斜率</translation>
    </message>
    <message>
        <source>Share of negative values that passes.</source>
        <translation>通过的负值比例。</translation>
    </message>
    <message>
        <source>Log-softmax</source>
        <translation>对数 Softmax</translation>
    </message>
    <message>
        <source>The logarithm of Softmax, computed without losing small probabilities.</source>
        <translation>Softmax 的对数，计算时不丢失很小的概率。</translation>
    </message>
    <message>
        <source>Axis</source>
        <translation>轴</translation>
    </message>
    <message>
        <source>The axis that sums to 1: 1 is the one behind the samples, −1 the last.</source>
        <translation>总和为 1 的轴：1 是样本之后的第一个轴，−1 是最后一个。</translation>
    </message>
    <message>
        <source>Mish</source>
        <translation>Mish</translation>
    </message>
    <message>
        <source>x · tanh(softplus(x)): smooth, with a small dip below zero.</source>
        <translation>x · tanh(softplus(x))：平滑，在零以下有一个小凹。</translation>
    </message>
    <message>
        <source>PReLU</source>
        <translation>PReLU</translation>
    </message>
    <message>
        <source>Leaky ReLU that learns how much of what is negative passes (He et al. 2015).</source>
        <translation>可学习负值通过比例的带泄漏 ReLU（He et al. 2015）。</translation>
    </message>
    <message>
        <source>samples × channels × …, or any shape with one slope for all</source>
        <translation>样本 × 通道 × …，或共用一个斜率时的任意形状</translation>
    </message>
    <message>
        <source>Per channel</source>
        <translation>逐通道</translation>
    </message>
    <message>
        <source>A slope for each channel, not one for all.</source>
        <translation>每个通道各有一个斜率，而不是共用一个。</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>The slope at the beginning.</source>
        <translation>初始斜率。</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>Passes what is positive and stops the rest: max(x, 0). The usual first choice between layers.</source>
        <translation>让正值通过，其余截断：max(x, 0)。层与层之间通常的首选。</translation>
    </message>
    <message>
        <source>ReLU6</source>
        <translation>ReLU6</translation>
    </message>
    <message>
        <source>ReLU that stops at 6: min(max(x, 0), 6). Usual in networks for low precision.</source>
        <translation>在 6 处截断的 ReLU：min(max(x, 0), 6)。低精度网络中常用。</translation>
    </message>
    <message>
        <source>SELU</source>
        <translation>SELU</translation>
    </message>
    <message>
        <source>ELU with constants that keep mean and variance through deep stacks of Dense (Klambauer et al. 2017).</source>
        <translation>带有特定常数的 ELU，在很深的全连接堆叠中保持均值和方差（Klambauer et al. 2017）。</translation>
    </message>
    <message>
        <source>Sigmoid</source>
        <translation>Sigmoid</translation>
    </message>
    <message>
        <source>Squeezes any number into 0 … 1: 1 / (1 + e^−x). For gates and probabilities.</source>
        <translation>把任意数压到 0 … 1：1 / (1 + e^−x)。用于门控和概率。</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>Softmax</translation>
    </message>
    <message>
        <source>Turns scores into shares of 1 along an axis: e^x over the sum of all e^x. Losses and Output take raw scores and need no Softmax before them.</source>
        <translation>沿一个轴把得分变成总和为 1 的比例：e^x 除以所有 e^x 之和。损失层和输出层接受原始得分，前面不需要 Softmax。</translation>
    </message>
    <message>
        <source>Softplus</source>
        <translation>Softplus</translation>
    </message>
    <message>
        <source>A smooth ReLU that is never zero: log(1 + e^(sharpness · x)) / sharpness. For what must be positive.</source>
        <translation>恒大于零的平滑 ReLU：log(1 + e^(sharpness · x)) / sharpness。用于必须为正的量。</translation>
    </message>
    <message>
        <source>Sharpness</source>
        <translation>锐度</translation>
    </message>
    <message>
        <source>The greater, the closer to ReLU.</source>
        <translation>越大越接近 ReLU。</translation>
    </message>
    <message>
        <source>Swish (SiLU)</source>
        <translation>Swish（SiLU）</translation>
    </message>
    <message>
        <source>x · sigmoid(x): a smooth ReLU with a small dip below zero. Usual in EfficientNet and in language models.</source>
        <translation>x · sigmoid(x)：平滑的 ReLU，在零以下有一个小凹。EfficientNet 和语言模型中常用。</translation>
    </message>
    <message>
        <source>Squeezes any number into −1 … 1, with 0 in the middle.</source>
        <translation>把任意数压到 −1 … 1，0 居中。</translation>
    </message>
    <message>
        <source>Multi-head attention</source>
        <translation>多头注意力</translation>
    </message>
    <message>
        <source>Every place of a sequence looks at all places, or at those of another sequence, and takes what fits its question: the heart of a transformer (Vaswani et al. 2017).</source>
        <translation>序列的每个位置查看所有位置（或另一序列的所有位置），取出与其查询相符的内容：Transformer 的核心（Vaswani et al. 2017）。</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>samples × length × width; alone, it is keys and values too</source>
        <translation>样本 × 长度 × 宽度；单独连接时也作为键和值</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>samples × other length × width</source>
        <translation>样本 × 另一长度 × 宽度</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>samples × other length × width; if not wired, the keys</source>
        <translation>样本 × 另一长度 × 宽度；未连线时使用键</translation>
    </message>
    <message>
        <source>as query</source>
        <translation>同 query</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>头数</translation>
    </message>
    <message>
        <source>How many questions are asked side by side; divides the width.</source>
        <translation>并行提出多少个查询；必须整除宽度。</translation>
    </message>
    <message>
        <source>Causal</source>
        <translation>因果</translation>
    </message>
    <message>
        <source>No place sees a later one: for predicting what comes next.</source>
        <translation>任何位置都看不到后面的位置：用于预测下一项。</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>Add a learned offset to queries, keys, values and result.</source>
        <translation>为查询、键、值和结果各加一个可学习的偏置。</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Share of the result dropped while training.</source>
        <translation>训练时丢弃的结果比例。</translation>
    </message>
    <message>
        <source>Conv 1D</source>
        <translation>一维卷积</translation>
    </message>
    <message>
        <source>Slides learned patterns along a sequence or signal; each filter says how strongly its pattern is found at each place.</source>
        <translation>让可学习的模式沿序列或信号滑动；每个滤波器给出其模式在各处出现的强度。</translation>
    </message>
    <message>
        <source>samples × channels × length</source>
        <translation>样本 × 通道 × 长度</translation>
    </message>
    <message>
        <source>samples × filters × length</source>
        <translation>样本 × 滤波器 × 长度</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>滤波器数</translation>
    </message>
    <message>
        <source>How many patterns to look for: the channels of the result.</source>
        <translation>要寻找多少种模式：即结果的通道数。</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>卷积核</translation>
    </message>
    <message>
        <source>Size of the window, one number for all axes or one for each.</source>
        <translation>窗口尺寸，一个数用于所有轴，或每个轴各一个。</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>步幅</translation>
    </message>
    <message>
        <source>Steps between windows.</source>
        <translation>窗口之间的步幅。</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Zeros around the input. valid: none; same: so many that the size stays (divided by the stride); explicit: as &quot;pad&quot; says.</source>
        <translation>输入周围补的零。不填充：没有；保持尺寸：补到尺寸不变（除以步幅）；指定：按“补边”设置。</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>不填充</translation>
    </message>
    <message>
        <source>Same</source>
        <translation>保持尺寸</translation>
    </message>
    <message>
        <source>Explicit</source>
        <translation>指定</translation>
    </message>
    <message>
        <source>Pad</source>
        <translation>补边</translation>
    </message>
    <message>
        <source>Dilation</source>
        <translation>扩张</translation>
    </message>
    <message>
        <source>Distance between the elements a kernel looks at; 2 leaves out every other one.</source>
        <translation>卷积核所看元素之间的距离；2 表示隔一个看一个。</translation>
    </message>
    <message>
        <source>Add a learned offset to every filter. Not needed before a normalisation.</source>
        <translation>为每个滤波器加一个可学习的偏置。后面接归一化时不需要。</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Splits channels and filters into groups that do not see each other.</source>
        <translation>把通道和滤波器分成互不可见的组。</translation>
    </message>
    <message>
        <source>Conv 2D</source>
        <translation>二维卷积</translation>
    </message>
    <message>
        <source>Slides small learned patterns over an image; each filter says how strongly its pattern is found at each place.</source>
        <translation>让可学习的小模式在图像上滑动；每个滤波器给出其模式在各处出现的强度。</translation>
    </message>
    <message>
        <source>samples × channels × rows × columns</source>
        <translation>样本 × 通道 × 行 × 列</translation>
    </message>
    <message>
        <source>samples × filters × rows × columns</source>
        <translation>样本 × 滤波器 × 行 × 列</translation>
    </message>
    <message>
        <source>Conv 3D</source>
        <translation>三维卷积</translation>
    </message>
    <message>
        <source>Slides learned patterns through a volume or a video; each filter says how strongly its pattern is found at each place.</source>
        <translation>让可学习的模式在体数据或视频中滑动；每个滤波器给出其模式在各处出现的强度。</translation>
    </message>
    <message>
        <source>samples × channels × depth × rows × columns</source>
        <translation>样本 × 通道 × 深 × 行 × 列</translation>
    </message>
    <message>
        <source>samples × filters × depth × rows × columns</source>
        <translation>样本 × 滤波器 × 深 × 行 × 列</translation>
    </message>
    <message>
        <source>Depthwise conv 2D</source>
        <translation>二维深度卷积</translation>
    </message>
    <message>
        <source>A convolution in which every channel has patterns of its own and sees no other channel. With a 1×1 Conv 2D after it, a cheap stand-in for a full convolution.</source>
        <translation>每个通道各有自己的卷积核、彼此互不可见的卷积。其后再接一个 1×1 的二维卷积，就能以较低的开销代替完整的卷积。</translation>
    </message>
    <message>
        <source>samples × channels · multiplier × rows × columns</source>
        <translation>样本 × 通道 · 倍数 × 行 × 列</translation>
    </message>
    <message>
        <source>Multiplier</source>
        <translation>倍数</translation>
    </message>
    <message>
        <source>Patterns for each channel.</source>
        <translation>每个通道的卷积核个数。</translation>
    </message>
    <message>
        <source>Transposed conv 1D</source>
        <translation>一维转置卷积</translation>
    </message>
    <message>
        <source>The way back of Conv 1D: spreads each element over a window of a longer result. With stride 2 it doubles the length.</source>
        <translation>一维卷积的逆向：把每个元素展开到更长结果的一个窗口上。步幅为 2 时长度加倍。</translation>
    </message>
    <message>
        <source>Output padding</source>
        <translation>输出填充</translation>
    </message>
    <message>
        <source>Adds to the size at the end, for strides where several sizes are possible; not used with the padding &quot;same&quot;, which multiplies the size by the stride.</source>
        <translation>在末端增加尺寸，用于步幅对应多种可能尺寸的情况；填充为“保持尺寸”时不使用，此时尺寸乘以步幅。</translation>
    </message>
    <message>
        <source>Transposed conv 2D</source>
        <translation>二维转置卷积</translation>
    </message>
    <message>
        <source>The way back of Conv 2D: spreads each element over a window of a larger result. With stride 2 it doubles rows and columns, as decoders and generators need.</source>
        <translation>二维卷积的逆向：把每个元素展开到更大结果的一个窗口上。步幅为 2 时行数和列数加倍，适合解码器和生成器。</translation>
    </message>
    <message>
        <source>Transposed conv 3D</source>
        <translation>三维转置卷积</translation>
    </message>
    <message>
        <source>The way back of Conv 3D: spreads each element over a window of a larger volume. With stride 2 it doubles every size.</source>
        <translation>三维卷积的逆向：把每个元素展开到更大体数据的一个窗口上。步幅为 2 时每个尺寸加倍。</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>常数</translation>
    </message>
    <message>
        <source>The same number everywhere, for every sample: a factor, a bias, a mask to combine with.</source>
        <translation>每个样本的每一处都是同一个数：可用作组合的系数、偏置或掩码。</translation>
    </message>
    <message>
        <source>samples × sizes</source>
        <translation>样本 × 各尺寸</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>The shape for one sample.</source>
        <translation>一个样本的形状。</translation>
    </message>
    <message>
        <source>The number.</source>
        <translation>该数值。</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征数</translation>
    </message>
    <message>
        <source>A row of numbers for each sample: columns of a table, or anything flattened.</source>
        <translation>每个样本一行数值：表格的列，或任何展平后的数据。</translation>
    </message>
    <message>
        <source>samples × features</source>
        <translation>样本 × 特征</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>个数</translation>
    </message>
    <message>
        <source>Numbers in a sample.</source>
        <translation>一个样本的数值个数。</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>An image for each sample, scaled and normalised as the data section says.</source>
        <translation>每个样本一张图像，按数据部分的设置缩放和归一化。</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>通道数</translation>
    </message>
    <message>
        <source>1 for grey, 3 for colour.</source>
        <translation>1 为灰度，3 为彩色。</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Rows.</source>
        <translation>行数。</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Columns.</source>
        <translation>列数。</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>The right class of each sample as a number from 0: the truth that losses and metrics compare with. With a shape, a class for each place (segmentation: rows × columns).</source>
        <translation>每个样本的正确类别，从 0 起编号：损失和指标用来比较的真值。设置形状时，每个位置一个类别（分割：行 × 列）。</translation>
    </message>
    <message>
        <source>samples, or samples × shape</source>
        <translation>样本，或样本 × 形状</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>How many classes there are.</source>
        <translation>类别的个数。</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Sizes of a map of classes; empty: one class a sample.</source>
        <translation>类别图的尺寸；留空：每个样本一个类别。</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>Numbers of any shape for each sample: a target of a regression, a map, a signal.</source>
        <translation>每个样本一组任意形状的数值：回归目标、分布图、信号。</translation>
    </message>
    <message>
        <source>The shape of one sample; empty: a single number.</source>
        <translation>一个样本的形状；留空：单个数值。</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>A text or another sequence of symbols for each sample, as numbers below the size of the vocabulary.</source>
        <translation>每个样本是一段文本或其他符号序列，用小于词表大小的编号表示。</translation>
    </message>
    <message>
        <source>samples × length</source>
        <translation>样本 × 长度</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Symbols in a sample.</source>
        <translation>一个样本的符号个数。</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表大小</translation>
    </message>
    <message>
        <source>How many symbols there are.</source>
        <translation>符号的个数。</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>全连接</translation>
    </message>
    <message>
        <source>Every output unit is a weighted sum of all input features, plus a bias. With more than two dimensions it acts on the last one.</source>
        <translation>每个输出单元是所有输入特征的加权和再加偏置。超过两个维度时作用于最后一维。</translation>
    </message>
    <message>
        <source>samples × … × features</source>
        <translation>样本 × … × 特征</translation>
    </message>
    <message>
        <source>samples × … × units</source>
        <translation>样本 × … × 单元</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单元数</translation>
    </message>
    <message>
        <source>Number of output features.</source>
        <translation>输出特征的个数。</translation>
    </message>
    <message>
        <source>Add a learned offset to every unit.</source>
        <translation>为每个单元加一个可学习的偏置。</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>嵌入</translation>
    </message>
    <message>
        <source>Gives every token or class a learned row of numbers, so that the network can calculate with it.</source>
        <translation>给每个词元或类别一行可学习的数值，使网络能够用它计算。</translation>
    </message>
    <message>
        <source>tokens or class numbers: samples × …</source>
        <translation>词元或类别编号：样本 × …</translation>
    </message>
    <message>
        <source>samples × … × width</source>
        <translation>样本 × … × 宽度</translation>
    </message>
    <message>
        <source>How many tokens there are; the tokens are below it.</source>
        <translation>词元的个数；词元编号都小于它。</translation>
    </message>
    <message>
        <source>Numbers for each token.</source>
        <translation>每个词元的数值个数。</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Standard deviation of the rows at the beginning; transformers often use 0.02.</source>
        <translation>各行初始值的标准差；Transformer 常用 0.02。</translation>
    </message>
    <message>
        <source>Position embedding</source>
        <translation>位置嵌入</translation>
    </message>
    <message>
        <source>Adds a learned row of numbers for each place in the sequence, so that attention can tell places apart.</source>
        <translation>为序列中的每个位置加上一行可学习的数值，使注意力能够区分位置。</translation>
    </message>
    <message>
        <source>samples × length × width</source>
        <translation>样本 × 长度 × 宽度</translation>
    </message>
    <message>
        <source>The longest sequence.</source>
        <translation>最长的序列。</translation>
    </message>
    <message>
        <source>Standard deviation of the rows at the beginning.</source>
        <translation>各行初始值的标准差。</translation>
    </message>
    <message>
        <source>Unembedding</source>
        <translation>反嵌入</translation>
    </message>
    <message>
        <source>Scores every token by how well its row of an embedding&apos;s table fits: the way back from features to tokens. Let it share the weights of the Embedding, and both learn one table (Press and Wolf 2017).</source>
        <translation>按每个词元与嵌入表中对应行的契合程度打分：从特征回到词元。让它与嵌入层共享权重，二者就学习同一张表（Press and Wolf 2017）。</translation>
    </message>
    <message>
        <source>samples × … × vocabulary</source>
        <translation>样本 × … × 词表</translation>
    </message>
    <message>
        <source>How many tokens there are; as in the Embedding.</source>
        <translation>词元的个数；与嵌入层相同。</translation>
    </message>
    <message>
        <source>Binary cross-entropy</source>
        <translation>二元交叉熵</translation>
    </message>
    <message>
        <source>The loss for yes or no, for each output by itself: −log of the probability that a sigmoid gives to the right answer. Takes raw scores; put no Sigmoid before it.</source>
        <translation>每个输出各自判断是或否的损失：sigmoid 给正确答案的概率的 −log。输入为原始得分；前面不要接 Sigmoid。</translation>
    </message>
    <message>
        <source>scores: samples × …</source>
        <translation>得分：样本 × …</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>1 for yes, 0 for no, or a probability; as x</source>
        <translation>1 表示是，0 表示否，也可以是概率；形状同 x</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>scalar</source>
        <translation>标量</translation>
    </message>
    <message>
        <source>Positive weight</source>
        <translation>正类权重</translation>
    </message>
    <message>
        <source>How much a yes counts beside a no; above 1 where yes is rare.</source>
        <translation>“是”相对于“否”的权重；“是”很少时取大于 1。</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>How much this loss counts beside others.</source>
        <translation>此损失相对于其他损失的权重。</translation>
    </message>
    <message>
        <source>Reduction</source>
        <translation>归约方式</translation>
    </message>
    <message>
        <source>What the mean is taken over: all elements, or the samples, adding up the elements of each, as a variational autoencoder needs it.</source>
        <translation>在什么上取平均：所有元素，或样本——后者先把每个样本的元素相加，变分自编码器需要这样。</translation>
    </message>
    <message>
        <source>Element</source>
        <translation>元素</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Cross-entropy</source>
        <translation>交叉熵</translation>
    </message>
    <message>
        <source>The loss for choosing one of several classes: −log of the probability that softmax gives to the right one, averaged over all labels. Takes raw scores; put no Softmax before it.</source>
        <translation>多类别选一的损失：softmax 给正确类别的概率的 −log，对所有标签取平均。输入为原始得分；前面不要接 Softmax。</translation>
    </message>
    <message>
        <source>scores: samples × classes, samples × length × classes, or samples × classes × rows × columns</source>
        <translation>得分：样本 × 类别，样本 × 长度 × 类别，或样本 × 类别 × 行 × 列</translation>
    </message>
    <message>
        <source>labels: samples, samples × length, or samples × rows × columns</source>
        <translation>标签：样本，样本 × 长度，或样本 × 行 × 列</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <source>Share of the target spread over all classes.</source>
        <translation>目标中分摊到所有类别的比例。</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>忽略值</translation>
    </message>
    <message>
        <source>Labels of this value count nothing.</source>
        <translation>取此值的标签不计入。</translation>
    </message>
    <message>
        <source>Huber</source>
        <translation>Huber 损失</translation>
    </message>
    <message>
        <source>A loss for predicting numbers: squared for small mistakes, straight for large ones, so that outliers do not rule (Huber 1964).</source>
        <translation>用于预测数值的损失：小误差取平方，大误差取线性，因此不会被离群值左右（Huber 1964）。</translation>
    </message>
    <message>
        <source>predictions: samples × …</source>
        <translation>预测值：样本 × …</translation>
    </message>
    <message>
        <source>Delta</source>
        <translation>δ</translation>
    </message>
    <message>
        <source>Where squared becomes straight.</source>
        <translation>从平方转为线性之处。</translation>
    </message>
    <message>
        <source>Mean absolute error</source>
        <translation>平均绝对误差</translation>
    </message>
    <message>
        <source>A loss for predicting numbers: |x − target|, averaged. Outliers count less than with squares.</source>
        <translation>用于预测数值的损失：|x − target| 的平均值。离群值的影响比平方误差小。</translation>
    </message>
    <message>
        <source>Mean squared error</source>
        <translation>均方误差</translation>
    </message>
    <message>
        <source>The loss for predicting numbers: (x − target)², averaged. Large mistakes count much more than small ones.</source>
        <translation>用于预测数值的损失：(x − target)² 的平均值。大误差的影响远大于小误差。</translation>
    </message>
    <message>
        <source>VAE divergence</source>
        <translation>VAE 散度</translation>
    </message>
    <message>
        <source>Keeps the code of a variational autoencoder near the standard normal distribution: the Kullback-Leibler divergence −½ Σ (1 + log σ² − μ² − σ²) of each sample, averaged over the samples (Kingma and Welling 2014).</source>
        <translation>使变分自编码器的编码接近标准正态分布：每个样本的 Kullback-Leibler 散度 −½ Σ (1 + log σ² − μ² − σ²)，对样本取平均（Kingma and Welling 2014）。</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>samples × code</source>
        <translation>样本 × 编码</translation>
    </message>
    <message>
        <source>Log variance</source>
        <translation>对数方差</translation>
    </message>
    <message>
        <source>as mean</source>
        <translation>同 mean</translation>
    </message>
    <message>
        <source>How much this loss counts beside the reconstruction (β).</source>
        <translation>此损失相对于重建损失的权重（β）。</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>表达式</translation>
    </message>
    <message>
        <source>A formula of your own, for each element: x * sigmoid(1.7 * x). It learns and runs like any other layer.</source>
        <translation>您自己的公式，对每个元素计算：x * sigmoid(1.7 * x)。它和其他层一样学习和运行。</translation>
    </message>
    <message>
        <source>as x; an axis of 1 is repeated</source>
        <translation>同 x；尺寸为 1 的轴会被重复</translation>
    </message>
    <message>
        <source>Z</source>
        <translation>z</translation>
    </message>
    <message>
        <source>as y</source>
        <translation>同 y</translation>
    </message>
    <message>
        <source>W</source>
        <translation>w</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>as the inputs</source>
        <translation>同各输入</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>公式</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>相加</translation>
    </message>
    <message>
        <source>Adds its inputs element by element. With a wire past some layers it makes a residual connection.</source>
        <translation>把各个输入逐元素相加。配合一条绕过若干层的连线，就构成残差连接。</translation>
    </message>
    <message>
        <source>any number of inputs of one shape; an axis of 1 is repeated</source>
        <translation>任意个形状相同的输入；尺寸为 1 的轴会被重复</translation>
    </message>
    <message>
        <source>Concatenate</source>
        <translation>拼接</translation>
    </message>
    <message>
        <source>Puts its inputs one behind another along an axis: channels of two branches, words of two sentences.</source>
        <translation>沿一个轴把各输入首尾相接：两个分支的通道，两个句子的词。</translation>
    </message>
    <message>
        <source>any number of inputs that differ only along the axis</source>
        <translation>任意个只在该轴上不同的输入</translation>
    </message>
    <message>
        <source>as the inputs, longer along the axis</source>
        <translation>同各输入，沿该轴更长</translation>
    </message>
    <message>
        <source>The axis to join along: 1 is the one behind the samples, −1 the last.</source>
        <translation>要拼接的轴：1 是样本之后的第一个轴，−1 是最后一个。</translation>
    </message>
    <message>
        <source>Matrix product</source>
        <translation>矩阵乘积</translation>
    </message>
    <message>
        <source>Multiplies the matrices in the last two axes of its inputs, sample by sample.</source>
        <translation>逐样本地把各输入最后两个轴上的矩阵相乘。</translation>
    </message>
    <message>
        <source>A</source>
        <translation>a</translation>
    </message>
    <message>
        <source>samples × … × rows × inner</source>
        <translation>样本 × … × 行 × 内维</translation>
    </message>
    <message>
        <source>B</source>
        <translation>b</translation>
    </message>
    <message>
        <source>samples × … × inner × columns</source>
        <translation>样本 × … × 内维 × 列</translation>
    </message>
    <message>
        <source>samples × … × rows × columns</source>
        <translation>样本 × … × 行 × 列</translation>
    </message>
    <message>
        <source>Transpose a</source>
        <translation>转置 a</translation>
    </message>
    <message>
        <source>Swap the last two axes of a first.</source>
        <translation>先交换 a 的最后两个轴。</translation>
    </message>
    <message>
        <source>Transpose b</source>
        <translation>转置 b</translation>
    </message>
    <message>
        <source>Swap the last two axes of b first.</source>
        <translation>先交换 b 的最后两个轴。</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>Keeps the greatest of its inputs, element by element.</source>
        <translation>逐元素保留各输入中的最大值。</translation>
    </message>
    <message>
        <source>Multiply</source>
        <translation>相乘</translation>
    </message>
    <message>
        <source>Multiplies its inputs element by element: gates, masks, attention to channels.</source>
        <translation>把各个输入逐元素相乘：门控、掩码、通道注意力。</translation>
    </message>
    <message>
        <source>Subtract</source>
        <translation>相减</translation>
    </message>
    <message>
        <source>The first input minus the second one, element by element.</source>
        <translation>第一个输入逐元素减去第二个输入。</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>The share of labels for which the greatest score is the right class.</source>
        <translation>得分最高的类别恰为正确类别的标签比例。</translation>
    </message>
    <message>
        <source>scores, as for Cross-entropy</source>
        <translation>得分，同交叉熵</translation>
    </message>
    <message>
        <source>labels, as for Cross-entropy</source>
        <translation>标签，同交叉熵</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>Counts, for every true class, which classes were chosen instead: shows what is mixed up with what.</source>
        <translation>对每个真实类别统计被判为哪些类别：显示什么与什么被混淆。</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>计数</translation>
    </message>
    <message>
        <source>classes × classes: rows are the truth, columns what was chosen</source>
        <translation>类别 × 类别：行为真实类别，列为所选类别</translation>
    </message>
    <message>
        <source>Mean absolute error (metric)</source>
        <translation>平均绝对误差（指标）</translation>
    </message>
    <message>
        <source>How far predictions are from the target on average, in the target&apos;s unit.</source>
        <translation>预测值与目标值的平均差距，单位与目标相同。</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>Top-k accuracy</source>
        <translation>Top-k 准确率</translation>
    </message>
    <message>
        <source>The share of labels for which the right class is among the k greatest scores.</source>
        <translation>正确类别位于得分最高的 k 个之中的标签比例。</translation>
    </message>
    <message>
        <source>K</source>
        <translation>k</translation>
    </message>
    <message>
        <source>How many guesses are allowed.</source>
        <translation>允许猜几次。</translation>
    </message>
    <message>
        <source>Batch norm</source>
        <translation>批归一化</translation>
    </message>
    <message>
        <source>Shifts and scales each channel to mean 0 and variance 1 over the batch, then by learned amounts; lets networks learn faster and deeper. Keeps running averages, which it uses after training, and when it is frozen (Ioffe and Szegedy 2015).</source>
        <translation>把每个通道在批次上平移和缩放到均值 0、方差 1，再按可学习的系数缩放和平移；使网络学得更快、更深。它维护滑动平均，在训练之后和冻结时使用（Ioffe and Szegedy 2015）。</translation>
    </message>
    <message>
        <source>samples × channels, or samples × channels × sizes</source>
        <translation>样本 × 通道，或样本 × 通道 × 各尺寸</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>How much of each batch enters the running averages.</source>
        <translation>每个批次在滑动平均中所占的比重。</translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation>ε</translation>
    </message>
    <message>
        <source>Added to the variance, against division by zero.</source>
        <translation>加到方差上，防止除以零。</translation>
    </message>
    <message>
        <source>Affine</source>
        <translation>可学习仿射</translation>
    </message>
    <message>
        <source>Learn a scale and an offset for each channel.</source>
        <translation>为每个通道学习一个缩放系数和一个偏移。</translation>
    </message>
    <message>
        <source>Group norm</source>
        <translation>组归一化</translation>
    </message>
    <message>
        <source>As Batch norm, but over groups of the channels of each single sample: the same in training and afterwards, and good with small batches (Wu and He 2018).</source>
        <translation>类似批归一化，但在单个样本的通道组内进行：训练时和训练后行为一致，适合小批次（Wu and He 2018）。</translation>
    </message>
    <message>
        <source>samples × channels × sizes</source>
        <translation>样本 × 通道 × 各尺寸</translation>
    </message>
    <message>
        <source>How many groups the channels are divided into.</source>
        <translation>通道分成多少组。</translation>
    </message>
    <message>
        <source>Instance norm</source>
        <translation>实例归一化</translation>
    </message>
    <message>
        <source>Shifts and scales every channel of every sample to mean 0 and variance 1 over its places. Takes contrast and brightness out of images; usual where styles are changed (Ulyanov et al. 2016).</source>
        <translation>把每个样本的每个通道在其所有位置上平移和缩放到均值 0、方差 1。消除图像的对比度和亮度差异；常用于风格迁移（Ulyanov et al. 2016）。</translation>
    </message>
    <message>
        <source>Layer norm</source>
        <translation>层归一化</translation>
    </message>
    <message>
        <source>Shifts and scales each sample (each place of a sequence) to mean 0 and variance 1 over its last axes, then by learned amounts. Usual in transformers (Ba et al. 2016).</source>
        <translation>把每个样本（序列的每个位置）在最后若干轴上平移和缩放到均值 0、方差 1，再按可学习的系数缩放和平移。Transformer 中常用（Ba et al. 2016）。</translation>
    </message>
    <message>
        <source>Axes</source>
        <translation>轴</translation>
    </message>
    <message>
        <source>How many of the last axes are normalised together.</source>
        <translation>最后多少个轴一起归一化。</translation>
    </message>
    <message>
        <source>Learn a scale and an offset for each feature.</source>
        <translation>为每个特征学习一个缩放系数和一个偏移。</translation>
    </message>
    <message>
        <source>RMS norm</source>
        <translation>RMS 归一化</translation>
    </message>
    <message>
        <source>Scales each sample (each place of a sequence) to root mean square 1 over its last axis, then by learned amounts: Layer norm without the shift, usual in language models (Zhang and Sennrich 2019).</source>
        <translation>把每个样本（序列的每个位置）在最后一个轴上缩放到均方根为 1，再按可学习的系数缩放：不带平移的层归一化，语言模型中常用（Zhang and Sennrich 2019）。</translation>
    </message>
    <message>
        <source>Added to the mean square, against division by zero.</source>
        <translation>加到均方值上，防止除以零。</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>What the network answers: shown in previews and by predictions. Passes its input through.</source>
        <translation>网络的答案：显示在预览和预测中。输入原样通过。</translation>
    </message>
    <message>
        <source>samples × …</source>
        <translation>样本 × …</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>How to read and show it. classes, tokens: x holds raw scores, which are shown as probabilities; auto: an image where it is samples × 1 or 3 channels × rows × columns, else values.</source>
        <translation>如何解读和显示。类别、词元：x 是原始得分，显示为概率；自动：形状为样本 × 1 或 3 个通道 × 行 × 列时为图像，否则为数值。</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Average pool 1D</source>
        <translation>一维平均池化</translation>
    </message>
    <message>
        <source>Averages every window along a sequence, channel by channel.</source>
        <translation>沿序列逐通道地对每个窗口求平均。</translation>
    </message>
    <message>
        <source>samples × channels × length, divided by the stride</source>
        <translation>样本 × 通道 × 长度，除以步幅</translation>
    </message>
    <message>
        <source>Steps between windows; empty: as the window, so that windows do not overlap.</source>
        <translation>窗口之间的步幅；留空：与窗口相同，窗口互不重叠。</translation>
    </message>
    <message>
        <source>Count padding</source>
        <translation>计入填充</translation>
    </message>
    <message>
        <source>Zeros of the padding count as elements of the average.</source>
        <translation>填充的零作为元素计入平均值。</translation>
    </message>
    <message>
        <source>Average pool 2D</source>
        <translation>二维平均池化</translation>
    </message>
    <message>
        <source>Averages every window of an image, channel by channel.</source>
        <translation>对图像逐通道地对每个窗口求平均。</translation>
    </message>
    <message>
        <source>samples × channels × rows × columns, divided by the stride</source>
        <translation>样本 × 通道 × 行 × 列，除以步幅</translation>
    </message>
    <message>
        <source>Average pool 3D</source>
        <translation>三维平均池化</translation>
    </message>
    <message>
        <source>Averages every window of a volume, channel by channel.</source>
        <translation>对体数据逐通道地对每个窗口求平均。</translation>
    </message>
    <message>
        <source>samples × channels × depth × rows × columns, divided by the stride</source>
        <translation>样本 × 通道 × 深 × 行 × 列，除以步幅</translation>
    </message>
    <message>
        <source>Global average pool</source>
        <translation>全局平均池化</translation>
    </message>
    <message>
        <source>Averages each channel over all places: one number a channel, whatever the size of the image. The usual step before the last Dense.</source>
        <translation>对每个通道在所有位置上求平均：无论图像多大，每个通道得到一个数。通常放在最后一个全连接层之前。</translation>
    </message>
    <message>
        <source>samples × channels × sizes: a sequence, an image or a volume</source>
        <translation>样本 × 通道 × 各尺寸：序列、图像或体数据</translation>
    </message>
    <message>
        <source>samples × channels</source>
        <translation>样本 × 通道</translation>
    </message>
    <message>
        <source>Keep axes</source>
        <translation>保留轴</translation>
    </message>
    <message>
        <source>Keep the sizes as axes of 1, so that the result can multiply the input.</source>
        <translation>把尺寸保留为长度 1 的轴，使结果可以与输入相乘。</translation>
    </message>
    <message>
        <source>Global max pool</source>
        <translation>全局最大池化</translation>
    </message>
    <message>
        <source>Keeps the greatest element of each channel, wherever it is: one number a channel.</source>
        <translation>保留每个通道的最大元素，无论它在何处：每个通道一个数。</translation>
    </message>
    <message>
        <source>Max pool 1D</source>
        <translation>一维最大池化</translation>
    </message>
    <message>
        <source>Keeps the greatest of every window along a sequence, channel by channel: shorter, and less sensitive to small shifts.</source>
        <translation>沿序列逐通道保留每个窗口的最大值：更短，并且对小的平移不敏感。</translation>
    </message>
    <message>
        <source>Max pool 2D</source>
        <translation>二维最大池化</translation>
    </message>
    <message>
        <source>Keeps the greatest of every window of an image, channel by channel: smaller, and less sensitive to small shifts.</source>
        <translation>对图像逐通道保留每个窗口的最大值：更小，并且对小的平移不敏感。</translation>
    </message>
    <message>
        <source>Max pool 3D</source>
        <translation>三维最大池化</translation>
    </message>
    <message>
        <source>Keeps the greatest of every window of a volume, channel by channel: smaller, and less sensitive to small shifts.</source>
        <translation>对体数据逐通道保留每个窗口的最大值：更小，并且对小的平移不敏感。</translation>
    </message>
    <message>
        <source>LSTM</source>
        <translation>LSTM</translation>
    </message>
    <message>
        <source>Reads a sequence step by step and remembers what matters by gates (Hochreiter and Schmidhuber 1997). For texts and signals; several layers stack.</source>
        <translation>逐步读取序列，通过门控记住重要内容（Hochreiter and Schmidhuber 1997）。用于文本和信号；可以堆叠多层。</translation>
    </message>
    <message>
        <source>samples × length × features</source>
        <translation>样本 × 长度 × 特征</translation>
    </message>
    <message>
        <source>samples × length × units, or samples × units; twice the units when it reads both ways</source>
        <translation>样本 × 长度 × 单元，或样本 × 单元；双向读取时单元数加倍</translation>
    </message>
    <message>
        <source>Numbers it remembers.</source>
        <translation>它所记忆的数值个数。</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>Give what it knows after every step; off: only after the last.</source>
        <translation>给出每一步之后的状态；关闭：只给出最后一步之后的。</translation>
    </message>
    <message>
        <source>Bidirectional</source>
        <translation>双向</translation>
    </message>
    <message>
        <source>Also read the sequence backwards, and give both.</source>
        <translation>同时反向读取序列，并给出两个方向的结果。</translation>
    </message>
    <message>
        <source>Share of numbers dropped between its layers while training.</source>
        <translation>训练时各层之间丢弃的数值比例。</translation>
    </message>
    <message>
        <source>Drop path</source>
        <translation>DropPath</translation>
    </message>
    <message>
        <source>While training, sets the whole input of a random share of the samples to zero and scales the rest up. Put it at the end of a residual branch, before the Add (Huang et al. 2016).</source>
        <translation>训练时把随机一部分样本的整个输入置零并放大其余样本。放在残差分支末端、相加之前（Huang et al. 2016）。</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Share of samples whose branch is left out.</source>
        <translation>略去分支的样本比例。</translation>
    </message>
    <message>
        <source>While training, sets a random share of the numbers to zero and scales the rest up, so that no unit relies on another one. Does nothing afterwards.</source>
        <translation>训练时把随机一部分数值置零并放大其余数值，使任何单元都不依赖另一个单元。训练之后不起作用。</translation>
    </message>
    <message>
        <source>Share of numbers set to zero.</source>
        <translation>置零的数值比例。</translation>
    </message>
    <message>
        <source>Gaussian noise</source>
        <translation>高斯噪声</translation>
    </message>
    <message>
        <source>While training, adds normally distributed noise, so that small changes of the input matter less. Does nothing afterwards.</source>
        <translation>训练时加入正态分布的噪声，使输入的微小变化不那么重要。训练之后不起作用。</translation>
    </message>
    <message>
        <source>Standard deviation of the noise.</source>
        <translation>噪声的标准差。</translation>
    </message>
    <message>
        <source>Spatial dropout</source>
        <translation>空间 Dropout</translation>
    </message>
    <message>
        <source>Dropout of whole channels: neighbours in an image are too alike for dropping single points to help.</source>
        <translation>对整个通道做 Dropout：图像中相邻点过于相似，只丢弃单个点起不到作用。</translation>
    </message>
    <message>
        <source>Share of channels set to zero.</source>
        <translation>置零的通道比例。</translation>
    </message>
    <message>
        <source>Gaussian sample</source>
        <translation>高斯采样</translation>
    </message>
    <message>
        <source>Draws the code of a variational autoencoder: mean + e^(log variance / 2) · noise, so that learning flows through. After training it gives the mean (Kingma and Welling 2014).</source>
        <translation>抽取变分自编码器的编码：mean + e^(log variance / 2) · 噪声，使学习信号能够通过。训练之后直接给出均值（Kingma and Welling 2014）。</translation>
    </message>
    <message>
        <source>Flatten</source>
        <translation>展平</translation>
    </message>
    <message>
        <source>Lays all axes behind the samples in one row, as Dense needs it.</source>
        <translation>把样本之后的所有轴排成一行，供全连接层使用。</translation>
    </message>
    <message>
        <source>The first axis to join: 1 joins all behind the samples.</source>
        <translation>要合并的第一个轴：1 表示合并样本之后的所有轴。</translation>
    </message>
    <message>
        <source>Last step</source>
        <translation>最后一步</translation>
    </message>
    <message>
        <source>The last place of a sequence: what a recurrent layer knows after reading all of it.</source>
        <translation>序列的最后一个位置：循环层读完整个序列后的状态。</translation>
    </message>
    <message>
        <source>samples × length × …</source>
        <translation>样本 × 长度 × …</translation>
    </message>
    <message>
        <source>samples × channels × sizes, or samples × features</source>
        <translation>样本 × 通道 × 各尺寸，或样本 × 特征</translation>
    </message>
    <message>
        <source>as x, larger</source>
        <translation>同 x，更大</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>前侧</translation>
    </message>
    <message>
        <source>After</source>
        <translation>后侧</translation>
    </message>
    <message>
        <source>Permute axes</source>
        <translation>轴重排</translation>
    </message>
    <message>
        <source>Puts the axes behind the samples in another order: channels to the end, a matrix transposed.</source>
        <translation>把样本之后的轴换一种顺序：通道移到最后，矩阵转置。</translation>
    </message>
    <message>
        <source>the axes in the new order</source>
        <translation>轴按新顺序</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>顺序</translation>
    </message>
    <message>
        <source>The axes in their new order; 1 is the one behind the samples.</source>
        <translation>轴的新顺序；1 是样本之后的第一个轴。</translation>
    </message>
    <message>
        <source>Reduce</source>
        <translation>归约</translation>
    </message>
    <message>
        <source>as x, without the axes</source>
        <translation>同 x，不含这些轴</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>运算</translation>
    </message>
    <message>
        <source>What is made of the numbers.</source>
        <translation>对数值做什么运算。</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>求和</translation>
    </message>
    <message>
        <source>The axes to reduce: 1 is the one behind the samples, −1 the last.</source>
        <translation>要归约的轴：1 是样本之后的第一个轴，−1 是最后一个。</translation>
    </message>
    <message>
        <source>Keep the axes with size 1.</source>
        <translation>把这些轴保留为尺寸 1。</translation>
    </message>
    <message>
        <source>Reshape</source>
        <translation>改变形状</translation>
    </message>
    <message>
        <source>Lays the numbers of each sample out in another shape, in the same order.</source>
        <translation>把每个样本的数值按原顺序排成另一种形状。</translation>
    </message>
    <message>
        <source>The new shape of a sample; one size may be −1: as large as needed.</source>
        <translation>样本的新形状；其中一个尺寸可以是 −1：按需取值。</translation>
    </message>
    <message>
        <source>Slice</source>
        <translation>切片</translation>
    </message>
    <message>
        <source>Cuts a range out of one axis: some channels, the first words, every other row.</source>
        <translation>从一个轴上切出一段：若干通道、前几个词、隔行取值。</translation>
    </message>
    <message>
        <source>as x, shorter along the axis</source>
        <translation>同 x，沿该轴更短</translation>
    </message>
    <message>
        <source>The axis to cut: 1 is the one behind the samples, −1 the last.</source>
        <translation>要切片的轴：1 是样本之后的第一个轴，−1 是最后一个。</translation>
    </message>
    <message>
        <source>The first element, from 0; −1 is the last one.</source>
        <translation>第一个元素，从 0 起；−1 是最后一个。</translation>
    </message>
    <message>
        <source>How many elements; 0: all there are.</source>
        <translation>元素个数；0：全部。</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步长</translation>
    </message>
    <message>
        <source>2 takes every other element.</source>
        <translation>2 表示每隔一个取一个。</translation>
    </message>
    <message>
        <source>Squeeze</source>
        <translation>压缩轴</translation>
    </message>
    <message>
        <source>Takes out an axis of size 1.</source>
        <translation>去掉一个尺寸为 1 的轴。</translation>
    </message>
    <message>
        <source>as x, without the axis</source>
        <translation>同 x，不含该轴</translation>
    </message>
    <message>
        <source>The axis to take out: 1 is the one behind the samples, −1 the last.</source>
        <translation>要去掉的轴：1 是样本之后的第一个轴，−1 是最后一个。</translation>
    </message>
    <message>
        <source>Stop gradient</source>
        <translation>停止梯度</translation>
    </message>
    <message>
        <source>Passes its input on, but no learning back: what lies before it does not learn through this wire.</source>
        <translation>让输入通过，但不传回学习信号：它之前的部分不会经由这条连线学习。</translation>
    </message>
    <message>
        <source>Unsqueeze</source>
        <translation>增加轴</translation>
    </message>
    <message>
        <source>Puts in an axis of size 1, so that the result combines with what has more axes.</source>
        <translation>插入一个尺寸为 1 的轴，使结果能与轴更多的数据组合。</translation>
    </message>
    <message>
        <source>as x, with an axis of 1</source>
        <translation>同 x，多一个尺寸为 1 的轴</translation>
    </message>
    <message>
        <source>Where the new axis stands in the result: 1 is behind the samples, −1 the end.</source>
        <translation>新轴在结果中的位置：1 是紧跟样本之后，−1 是末尾。</translation>
    </message>
    <message>
        <source>Upsample 2D</source>
        <translation>二维上采样</translation>
    </message>
    <message>
        <source>Makes an image larger by repeating rows and columns: the cheap way up in decoders, with a convolution after it.</source>
        <translation>通过重复行和列放大图像：解码器中低开销的上采样方式，其后接卷积。</translation>
    </message>
    <message>
        <source>samples × channels × rows · factor × columns · factor</source>
        <translation>样本 × 通道 × 行 · 倍数 × 列 · 倍数</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>倍数</translation>
    </message>
    <message>
        <source>How many times larger, one number or rows and columns.</source>
        <translation>放大多少倍，一个数或行、列各一个。</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>Scales each weight&apos;s step by how large its gradients have been. A good first choice.</source>
        <translation>按每个权重的梯度历来大小缩放其步长。不错的首选。</translation>
    </message>
    <message>
        <source>Beta1</source>
        <translation>β₁</translation>
    </message>
    <message>
        <source>Memory of the mean gradient.</source>
        <translation>梯度均值的记忆系数。</translation>
    </message>
    <message>
        <source>Beta2</source>
        <translation>β₂</translation>
    </message>
    <message>
        <source>Memory of the squared gradient.</source>
        <translation>梯度平方的记忆系数。</translation>
    </message>
    <message>
        <source>Keeps the division finite.</source>
        <translation>使除法结果保持有限。</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Pulls weights towards 0, through the gradient.</source>
        <translation>通过梯度把权重拉向 0。</translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>Adam with weight decay apart from the gradient: the usual choice for transformers.</source>
        <translation>权重衰减与梯度分离的 Adam：Transformer 的常用选择。</translation>
    </message>
    <message>
        <source>Pulls weights towards 0 each step, times the learning rate.</source>
        <translation>每一步把权重拉向 0，幅度乘以学习率。</translation>
    </message>
    <message>
        <source>Decay biases</source>
        <translation>衰减偏置</translation>
    </message>
    <message>
        <source>Also decay biases and the scales of normalisations, as PyTorch does.</source>
        <translation>与 PyTorch 一样，对偏置和归一化的缩放系数也做衰减。</translation>
    </message>
    <message>
        <source>RMSprop</source>
        <translation>RMSprop</translation>
    </message>
    <message>
        <source>Divides each step by the running size of the weight&apos;s gradients.</source>
        <translation>每一步除以该权重梯度的滑动均方根。</translation>
    </message>
    <message>
        <source>Share of the velocity kept from step to step.</source>
        <translation>从一步到下一步保留的速度比例。</translation>
    </message>
    <message>
        <source>SGD</source>
        <translation>SGD</translation>
    </message>
    <message>
        <source>Steps against the gradient; with momentum, steps add up to a velocity.</source>
        <translation>沿梯度反方向迈步；有动量时，各步累积成速度。</translation>
    </message>
    <message>
        <source>Nesterov</source>
        <translation>Nesterov</translation>
    </message>
    <message>
        <source>Look ahead along the velocity before stepping.</source>
        <translation>先沿速度方向前瞻，再迈步。</translation>
    </message>
    <message>
        <source>The same rate throughout.</source>
        <translation>学习率始终不变。</translation>
    </message>
    <message>
        <source>Warmup steps</source>
        <translation>预热步数</translation>
    </message>
    <message>
        <source>Updates over which the rate rises linearly at first.</source>
        <translation>学习率最初线性上升的更新次数。</translation>
    </message>
    <message>
        <source>Warmup share</source>
        <translation>预热占比</translation>
    </message>
    <message>
        <source>The same, as a share of all updates.</source>
        <translation>同上，以占全部更新次数的比例表示。</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Falls along half a cosine to the end of the run.</source>
        <translation>沿半个余弦下降，直到运行结束。</translation>
    </message>
    <message>
        <source>Final</source>
        <translation>最终值</translation>
    </message>
    <message>
        <source>Share of the rate that is left at the end.</source>
        <translation>结束时剩余的学习率比例。</translation>
    </message>
    <message>
        <source>Exponential</source>
        <translation>指数</translation>
    </message>
    <message>
        <source>Multiplied by gamma after every epoch.</source>
        <translation>每一轮之后乘以 γ。</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>γ</translation>
    </message>
    <message>
        <source>Factor of each epoch.</source>
        <translation>每一轮的系数。</translation>
    </message>
    <message>
        <source>Steps at epochs</source>
        <translation>按轮数阶梯衰减</translation>
    </message>
    <message>
        <source>Multiplied by gamma after each of the given epochs.</source>
        <translation>在给定的各轮之后乘以 γ。</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Finished epochs at which the rate falls.</source>
        <translation>学习率下降处的已完成轮数。</translation>
    </message>
    <message>
        <source>Factor at each of them.</source>
        <translation>在每个节点处乘以的系数。</translation>
    </message>
    <message>
        <source>One cycle</source>
        <translation>单周期</translation>
    </message>
    <message>
        <source>Rises along half a cosine to the base rate and falls to almost nothing.</source>
        <translation>沿半个余弦升到基准学习率，再降到几乎为零。</translation>
    </message>
    <message>
        <source>Rising share</source>
        <translation>上升占比</translation>
    </message>
    <message>
        <source>Share of the run in which the rate rises.</source>
        <translation>学习率上升阶段占整个运行的比例。</translation>
    </message>
    <message>
        <source>Divide first</source>
        <translation>起始除数</translation>
    </message>
    <message>
        <source>The rate begins at the peak divided by this.</source>
        <translation>学习率从峰值除以此数开始。</translation>
    </message>
    <message>
        <source>Divide last</source>
        <translation>终止除数</translation>
    </message>
    <message>
        <source>It ends at its beginning divided by this.</source>
        <translation>结束值为起始值除以此数。</translation>
    </message>
    <message>
        <source>On a plateau</source>
        <translation>平台期衰减</translation>
    </message>
    <message>
        <source>Multiplied by gamma when a metric has not improved for some validations.</source>
        <translation>当某个指标连续若干次验证没有改善时乘以 γ。</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>What has to improve.</source>
        <translation>需要改善的量。</translation>
    </message>
    <message>
        <source>Factor of each reduction.</source>
        <translation>每次降低的系数。</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>耐心值</translation>
    </message>
    <message>
        <source>Validations without improvement that are borne.</source>
        <translation>可容忍的无改善验证次数。</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>A smaller relative change is no improvement.</source>
        <translation>相对变化小于此值不算改善。</translation>
    </message>
    <message>
        <source>Cooldown</source>
        <translation>冷却期</translation>
    </message>
    <message>
        <source>Validations after a reduction that are not counted.</source>
        <translation>降低之后不计入的验证次数。</translation>
    </message>
    <message>
        <source>The factor does not fall below this.</source>
        <translation>系数不会低于此值。</translation>
    </message>
    <message>
        <source>Polynomial</source>
        <translation>多项式</translation>
    </message>
    <message>
        <source>Falls as a power of what is left of the run; power 1 is a straight line.</source>
        <translation>按剩余进度的幂下降；幂为 1 时是一条直线。</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>幂</translation>
    </message>
    <message>
        <source>Exponent.</source>
        <translation>指数。</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>阶梯衰减</translation>
    </message>
    <message>
        <source>Multiplied by gamma after every so many epochs.</source>
        <translation>每隔若干轮乘以 γ。</translation>
    </message>
    <message>
        <source>Every</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>Epochs from step to step.</source>
        <translation>每隔多少轮降一次。</translation>
    </message>
    <message>
        <source>Factor of each step.</source>
        <translation>每一级的系数。</translation>
    </message>
    <message>
        <source>IDX (MNIST)</source>
        <translation>IDX（MNIST）</translation>
    </message>
    <message>
        <source>The format of MNIST and Fashion-MNIST, also packed as .gz. Columns: image, label.</source>
        <translation>MNIST 和 Fashion-MNIST 的格式，也可以是 .gz 压缩文件。列：image、label。</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>File with the samples, e.g. train-images-idx3-ubyte.gz.</source>
        <translation>样本文件，例如 train-images-idx3-ubyte.gz。</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>File with one label a sample; may be left out.</source>
        <translation>每个样本一个标签的文件；可以不填。</translation>
    </message>
    <message>
        <source>Names of the classes, with commas between; empty: their numbers.</source>
        <translation>类别名称，用逗号分隔；留空：使用编号。</translation>
    </message>
    <message>
        <source>CIFAR-10</source>
        <translation>CIFAR-10</translation>
    </message>
    <message>
        <source>The binary version: data_batch_1.bin … and test_batch.bin, which name their parts. Columns: image, label.</source>
        <translation>二进制版本：data_batch_1.bin … 和 test_batch.bin，文件名表明所属部分。列：image、label。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Folder with the batches, e.g. cifar-10-batches-bin.</source>
        <translation>批次文件所在的文件夹，例如 cifar-10-batches-bin。</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Which batches are read.</source>
        <translation>读取哪些批次。</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练集</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试集</translation>
    </message>
    <message>
        <source>Table (CSV, TSV)</source>
        <translation>表格（CSV、TSV）</translation>
    </message>
    <message>
        <source>One sample a line, also packed as .gz. Each column becomes numbers, classes (few different words) or text. Numbers are written with a point, whatever the machine&apos;s language.</source>
        <translation>每行一个样本，也可以是 .gz 压缩文件。每一列成为数值、类别（不同的词很少）或文本。无论系统语言如何，数值都用小数点书写。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>The table.</source>
        <translation>表格文件。</translation>
    </message>
    <message>
        <source>Delimiter</source>
        <translation>分隔符</translation>
    </message>
    <message>
        <source>What stands between fields; blanks: any run of them.</source>
        <translation>字段之间的分隔；空白：任意长度的空白。</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>Bar</source>
        <translation>竖线</translation>
    </message>
    <message>
        <source>Blanks</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>表头</translation>
    </message>
    <message>
        <source>Whether the first line names the columns.</source>
        <translation>第一行是否为列名。</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Names of the columns, with commas between; instead of the header&apos;s.</source>
        <translation>列名，用逗号分隔；代替表头中的列名。</translation>
    </message>
    <message>
        <source>Categorical</source>
        <translation>类别列</translation>
    </message>
    <message>
        <source>Columns to read as classes, though they look like numbers or text.</source>
        <translation>看起来像数值或文本、但要按类别读取的列。</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Columns to read as numbers; what is none is reported.</source>
        <translation>要按数值读取的列；不是数值的会报告出来。</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Columns to keep as text.</source>
        <translation>保留为文本的列。</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺失值</translation>
    </message>
    <message>
        <source>Words for a missing value, besides an empty field.</source>
        <translation>除空字段外，表示缺失值的词。</translation>
    </message>
    <message>
        <source>Decimal</source>
        <translation>小数点符号</translation>
    </message>
    <message>
        <source>Sign before the decimals.</source>
        <translation>小数部分之前的符号。</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>点号</translation>
    </message>
    <message>
        <source>Quotes</source>
        <translation>引号</translation>
    </message>
    <message>
        <source>&quot; encloses fields; false: it is a character like others.</source>
        <translation>&quot; 用来包住字段；关闭：它和其他字符一样。</translation>
    </message>
    <message>
        <source>Strip</source>
        <translation>去除字符</translation>
    </message>
    <message>
        <source>Characters to take off the end of every field, e.g. a full stop.</source>
        <translation>从每个字段末尾去掉的字符，例如句点。</translation>
    </message>
    <message>
        <source>Skip lines</source>
        <translation>跳过行数</translation>
    </message>
    <message>
        <source>Lines at the beginning to pass over.</source>
        <translation>开头要跳过的行数。</translation>
    </message>
    <message>
        <source>NumPy (.npy, .npz)</source>
        <translation>NumPy（.npy、.npz）</translation>
    </message>
    <message>
        <source>Arrays with one row a sample. A .npy becomes the column x, or label; a .npz one column for each of its arrays. Whole numbers, one a sample, are classes; u8 in the shape of pictures are images.</source>
        <translation>每个样本一行的数组。.npy 成为列 x 或 label；.npz 中每个数组成为一列。每个样本一个整数时视为类别；形状像图片的 u8 数组视为图像。</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>The .npy or .npz file.</source>
        <translation>.npy 或 .npz 文件。</translation>
    </message>
    <message>
        <source>A second file; may be left out.</source>
        <translation>第二个文件；可以不填。</translation>
    </message>
    <message>
        <source>Arrays</source>
        <translation>数组</translation>
    </message>
    <message>
        <source>.npz: the arrays to read, with commas between; empty: all.</source>
        <translation>.npz：要读取的数组，用逗号分隔；留空：全部。</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>排列方式</translation>
    </message>
    <message>
        <source>How a picture lies in a row: height × width, with channels last or first; none: as numbers.</source>
        <translation>图片在一行中的排列方式：高 × 宽，通道在后或在前；无：作为数值。</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Hw</source>
        <translation>HW</translation>
    </message>
    <message>
        <source>Hwc</source>
        <translation>HWC</translation>
    </message>
    <message>
        <source>Chw</source>
        <translation>CHW</translation>
    </message>
    <message>
        <source>Whole numbers</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>What integers are; auto: classes where there is one a sample, else numbers.</source>
        <translation>整数表示什么；自动：每个样本一个时为类别，否则为数值。</translation>
    </message>
    <message>
        <source>Folder of images</source>
        <translation>图像文件夹</translation>
    </message>
    <message>
        <source>JPEG and PNG files in a folder for each class; these may lie in train, validation and test. Pictures are resized to one size. Columns: image, label.</source>
        <translation>每个类别一个文件夹，存放 JPEG 和 PNG 文件；这些文件夹可以放在 train、validation 和 test 之下。图片缩放到同一尺寸。列：image、label。</translation>
    </message>
    <message>
        <source>The folder that holds the classes&apos; folders.</source>
        <translation>存放各类别文件夹的文件夹。</translation>
    </message>
    <message>
        <source>Pixels.</source>
        <translation>像素。</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>彩色</translation>
    </message>
    <message>
        <source>Channels of the pictures.</source>
        <translation>图片的通道数。</translation>
    </message>
    <message>
        <source>Rgb</source>
        <translation>RGB</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>MiB that the pictures may take; above, they are decoded while training.</source>
        <translation>图片可占用的内存（MiB）；超出时在训练过程中解码。</translation>
    </message>
    <message>
        <source>Images with label pictures</source>
        <translation>图像与标签图</translation>
    </message>
    <message>
        <source>For segmentation: a folder of images and one of PNGs with the same names, whose grey values (or palette indices) are classes. Columns: image, mask.</source>
        <translation>用于分割：一个图像文件夹和一个同名 PNG 文件夹，后者的灰度值（或调色板索引）就是类别。列：image、mask。</translation>
    </message>
    <message>
        <source>Folder of the pictures.</source>
        <translation>图片所在的文件夹。</translation>
    </message>
    <message>
        <source>Folder of the label PNGs.</source>
        <translation>标签 PNG 所在的文件夹。</translation>
    </message>
    <message>
        <source>Names with commas between, or a .txt file with one a line; empty: numbers.</source>
        <translation>名称，用逗号分隔，或每行一个名称的 .txt 文件；留空：使用编号。</translation>
    </message>
    <message>
        <source>The value of class 0, of class 1 …, e.g. 0, 255; empty: values are classes.</source>
        <translation>类别 0、类别 1 … 对应的值，例如 0, 255；留空：值本身就是类别。</translation>
    </message>
    <message>
        <source>A value that is not counted in loss and scores; -1: none. The last class is left out if it is that.</source>
        <translation>不计入损失和得分的值；-1：没有。如果最后一个类别就是此值，则略去该类别。</translation>
    </message>
    <message>
        <source>Pictures without labels</source>
        <translation>无标签图片</translation>
    </message>
    <message>
        <source>One JPEG or PNG, or all of a folder, resized to one size: for autoencoders, and to be predicted. Column: image.</source>
        <translation>一个 JPEG 或 PNG 文件，或一个文件夹中的全部，缩放到同一尺寸：用于自编码器和预测。列：image。</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>The picture, or the folder of pictures.</source>
        <translation>图片，或图片所在的文件夹。</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>纯文本</translation>
    </message>
    <message>
        <source>A UTF-8 file as characters, cut into windows. Columns: tokens, and target, which is one character further. The vocabulary is every character of the file; parts are split by position.</source>
        <translation>把 UTF-8 文件按字符读取并切成窗口。列：tokens 和 target，后者整体后移一个字符。词表为文件中出现的所有字符；按位置划分各部分。</translation>
    </message>
    <message>
        <source>The text, also packed as .gz.</source>
        <translation>文本文件，也可以是 .gz 压缩文件。</translation>
    </message>
    <message>
        <source>Characters in a window.</source>
        <translation>一个窗口的字符数。</translation>
    </message>
    <message>
        <source>Characters from one window to the next; 0: the length, so that none overlap.</source>
        <translation>相邻窗口起点之间的字符数；0：等于长度，窗口互不重叠。</translation>
    </message>
    <message>
        <source>Synthetic</source>
        <translation>人工数据</translation>
    </message>
    <message>
        <source>Small made-up sets. xor, circles, spirals and moons have the columns x (2 numbers) and label; shapes has image, label and mask (a class for every pixel).</source>
        <translation>人工生成的小数据集。异或、同心圆、螺旋和双月有列 x（2 个数值）和 label；形状有 image、label 和 mask（每个像素一个类别）。</translation>
    </message>
    <message>
        <source>What is drawn.</source>
        <translation>生成什么。</translation>
    </message>
    <message>
        <source>Xor</source>
        <translation>异或</translation>
    </message>
    <message>
        <source>Circles</source>
        <translation>同心圆</translation>
    </message>
    <message>
        <source>Spirals</source>
        <translation>螺旋</translation>
    </message>
    <message>
        <source>Moons</source>
        <translation>双月</translation>
    </message>
    <message>
        <source>Shapes</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本数</translation>
    </message>
    <message>
        <source>Number of samples.</source>
        <translation>样本的个数。</translation>
    </message>
    <message>
        <source>Number of circles or spiral arms.</source>
        <translation>圆或螺旋臂的个数。</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Standard deviation of the noise; of shapes as a share of white.</source>
        <translation>噪声的标准差；对于形状，以白色的比例计。</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>shapes: height and width of the pictures.</source>
        <translation>形状：图片的高度和宽度。</translation>
    </message>
    <message>
        <source>shapes: RGB instead of grey.</source>
        <translation>形状：用 RGB 代替灰度。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Another seed gives another sample of the same kind.</source>
        <translation>换一个种子，就得到同类的另一批样本。</translation>
    </message>
    <message>
        <source>Mean IoU</source>
        <translation>平均 IoU</translation>
    </message>
    <message>
        <source>How well regions are found: for each class the places where prediction and truth agree, as a share of those where either is; the mean over the classes that occur. Counted over all samples at once.</source>
        <translation>区域找得有多准：对每个类别，预测与真值一致之处占两者任一出现之处的比例；再对出现的类别取平均。一次性对全部样本统计。</translation>
    </message>
    <message>
        <source>Mean iou</source>
        <translation>平均 IoU</translation>
    </message>
    <message>
        <source>scalar, of the batch</source>
        <translation>标量，针对该批次</translation>
    </message>
    <message>
        <source>R²</source>
        <translation>R²</translation>
    </message>
    <message>
        <source>How much of the target&apos;s variance the predictions explain: 1 is all of it, 0 as good as always saying the mean, below 0 worse. Counted over all samples at once; of several outputs, over all numbers.</source>
        <translation>预测解释了目标方差的多少：1 表示全部，0 表示与总是猜均值一样，小于 0 则更差。一次性对全部样本统计；有多个输出时，对所有数值统计。</translation>
    </message>
    <message>
        <source>R2</source>
        <translation>R²</translation>
    </message>
    <message>
        <source>GRU</source>
        <translation>GRU</translation>
    </message>
    <message>
        <source>Reads a sequence step by step, as an LSTM does, with fewer gates and weights (Cho et al. 2014): often as good on short sequences. The reset gate acts behind the recurrent product, as in cuDNN.</source>
        <translation>像 LSTM 一样逐步读取序列，但门和权重更少（Cho 等，2014）：在短序列上往往同样好。重置门作用于循环乘积之后，与 cuDNN 相同。</translation>
    </message>
    <message>
        <source>How many of them on top of one another.</source>
        <translation>上下叠放多少个。</translation>
    </message>
    <message>
        <source>Resize</source>
        <translation>调整大小</translation>
    </message>
    <message>
        <source>Brings images or maps to a given size, larger or smaller, by the nearest pixel or by mixing the four around. Pixel centres stay in place (align_corners off). Shrinking does not average; a pooling does.</source>
        <translation>把图像或特征图变为给定的大小，可放大或缩小：取最近的像素，或混合周围四个像素。像素中心保持原位（align_corners 关闭）。缩小时不取平均；池化才会。</translation>
    </message>
    <message>
        <source>samples × channels × size</source>
        <translation>样本 × 通道 × 大小</translation>
    </message>
    <message>
        <source>Rows and columns of the result; one number for both.</source>
        <translation>结果的行数和列数；一个数表示两者相同。</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>How a pixel between others is found.</source>
        <translation>如何求得位于其他像素之间的像素。</translation>
    </message>
    <message>
        <source>Nearest</source>
        <translation>最近邻</translation>
    </message>
    <message>
        <source>Bilinear</source>
        <translation>双线性</translation>
    </message>
    <message>
        <source>Zeros on either side, one number for all axes or one for each, or first those before each axis and then those behind; used with explicit padding.</source>
        <translation>两侧补零的个数，一个数用于所有轴，或每个轴各一个，或先写各轴之前的、再写各轴之后的；在指定填充时使用。</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Numbers that are learned, the same for every sample: a scale, a table, a token put before all others. Freeze it, and it is a constant of many numbers.</source>
        <translation>对每个样本都相同的可学习数值：缩放、表格、放在最前面的标记。冻结后就是由许多数组成的常量。</translation>
    </message>
    <message>
        <source>The shape for one sample; empty: a single number.</source>
        <translation>一个样本的形状；留空为单个数。</translation>
    </message>
    <message>
        <source>Standard deviation of the numbers at the beginning.</source>
        <translation>各数初始值的标准差。</translation>
    </message>
    <message>
        <source>Cumulative sum</source>
        <translation>累积和</translation>
    </message>
    <message>
        <source>Each element becomes the sum of those up to it along an axis.</source>
        <translation>沿一个轴，每个元素变成到它为止的元素之和。</translation>
    </message>
    <message>
        <source>The axis to sum along: 1 is the one behind the samples, −1 the last.</source>
        <translation>求和所沿的轴：1 是样本之后的第一个轴，−1 是最后一个。</translation>
    </message>
    <message>
        <source>Exclusive</source>
        <translation>不含自身</translation>
    </message>
    <message>
        <source>Leave the element itself out: the first becomes 0.</source>
        <translation>不计元素本身：第一个变为 0。</translation>
    </message>
    <message>
        <source>Reverse</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>Sum from the end.</source>
        <translation>从末尾开始求和。</translation>
    </message>
    <message>
        <source>Of x, y, z and w, with + - * / ^, comparisons, parentheses, pi, e and functions: abs, sign, exp, log, sqrt, square, pow, sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, acosh, atanh, sigmoid, relu, gelu, swish, softplus, erf, floor, ceil, round, min, max, clamp, select.</source>
        <translation>由 x、y、z 和 w 组成，可用 + - * / ^、比较、括号、pi、e 和函数：abs、sign、exp、log、sqrt、square、pow、sin、cos、tan、asin、acos、atan、sinh、cosh、tanh、asinh、acosh、atanh、sigmoid、relu、gelu、swish、softplus、erf、floor、ceil、round、min、max、clamp、select。</translation>
    </message>
    <message>
        <source>Local response norm</source>
        <translation>局部响应归一化</translation>
    </message>
    <message>
        <source>Divides every number by how strong its channel and those beside it are at that place. Of older image networks (Krizhevsky et al. 2012); newer ones take Batch norm.</source>
        <translation>把每个数除以其通道及相邻通道在该处的强度。用于较早的图像网络（Krizhevsky 等，2012）；较新的网络使用批归一化。</translation>
    </message>
    <message>
        <source>samples × channels × …</source>
        <translation>样本 × 通道 × …</translation>
    </message>
    <message>
        <source>How many channels are looked at, the own in the middle.</source>
        <translation>考虑多少个通道，自身在中间。</translation>
    </message>
    <message>
        <source>Weight of the mean square of those channels.</source>
        <translation>这些通道均方值的权重。</translation>
    </message>
    <message>
        <source>Beta</source>
        <translation>β</translation>
    </message>
    <message>
        <source>The power it is taken to.</source>
        <translation>所取的幂次。</translation>
    </message>
    <message>
        <source>Added to it.</source>
        <translation>加到其上的数。</translation>
    </message>
    <message>
        <source>LSTM with state</source>
        <translation>带状态的 LSTM</translation>
    </message>
    <message>
        <source>An LSTM that begins with a state from elsewhere and gives the one it ends with: for reading a signal piece by piece, or a decoder that goes on from an encoder.</source>
        <translation>从别处给出的状态开始、并给出结束时状态的 LSTM：用于逐段读取信号，或接着编码器继续的解码器。</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>samples × units: what it knows before the first step; unwired: nothing</source>
        <translation>样本 × 单元：第一步之前所知道的；不连线则为空</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>记忆单元</translation>
    </message>
    <message>
        <source>samples × units: its memory before the first step; unwired: empty</source>
        <translation>样本 × 单元：第一步之前的记忆；不连线则为空</translation>
    </message>
    <message>
        <source>samples × length × units</source>
        <translation>样本 × 长度 × 单元</translation>
    </message>
    <message>
        <source>samples × units, after the last step</source>
        <translation>样本 × 单元，最后一步之后</translation>
    </message>
    <message>
        <source>Arg max</source>
        <translation>最大值位置</translation>
    </message>
    <message>
        <source>Where along an axis the greatest number stands, counted from 0: the class that scores make. Nothing learns through it.</source>
        <translation>沿一个轴最大的数所在的位置，从 0 数起：由得分得出的类别。不通过它学习。</translation>
    </message>
    <message>
        <source>The axis to look along: 1 is the one behind the samples, −1 the last.</source>
        <translation>查找所沿的轴：1 是样本之后的第一个轴，−1 是最后一个。</translation>
    </message>
    <message>
        <source>Least</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>The least number instead.</source>
        <translation>改为查找最小的数。</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>最后一个</translation>
    </message>
    <message>
        <source>Of several equal ones the last, not the first.</source>
        <translation>若有几个相等，取最后一个而不是第一个。</translation>
    </message>
    <message>
        <source>Gather</source>
        <translation>按序号取</translation>
    </message>
    <message>
        <source>Picks elements of one axis by their numbers: the rows that another part of the network asks for. No learning flows to the numbers; what is beyond the axis takes its first or last element.</source>
        <translation>按序号取出一个轴上的元素：网络其他部分所要的那些行。学习不会流向序号；超出轴的序号取第一个或最后一个元素。</translation>
    </message>
    <message>
        <source>samples × … × axis × …</source>
        <translation>样本 × … × 轴 × …</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>samples × …: from 0; −1 is the last</source>
        <translation>样本 × …：从 0 数起；−1 是最后一个</translation>
    </message>
    <message>
        <source>as x, with the index&apos;s axes in place of the axis</source>
        <translation>同 x，该轴换成序号的各轴</translation>
    </message>
    <message>
        <source>The axis to pick from: 1 is the one behind the samples, −1 the last.</source>
        <translation>取数的轴：1 是样本之后的第一个轴，−1 是最后一个。</translation>
    </message>
    <message>
        <source>Gather along</source>
        <translation>沿轴取</translation>
    </message>
    <message>
        <source>Picks for each place one element of an axis by its number: the score of each label, the value that was chosen. No learning flows to the numbers; what is beyond the axis takes its first or last element.</source>
        <translation>在每个位置按序号取一个轴上的一个元素：每个标签的得分、被选中的值。学习不会流向序号；超出轴的序号取第一个或最后一个元素。</translation>
    </message>
    <message>
        <source>as x, but for the axis: from 0; −1 is the last</source>
        <translation>除该轴外同 x：从 0 数起；−1 是最后一个</translation>
    </message>
    <message>
        <source>as index</source>
        <translation>同序号</translation>
    </message>
    <message>
        <source>Puts a border around an image, a sequence or a volume: of zeros, of another number, or of what lies beside it.</source>
        <translation>在图像、序列或体数据周围补一圈：零、其他数值，或旁边的内容。</translation>
    </message>
    <message>
        <source>Elements put before each axis: one number for all behind the channels, or one for each; with one more, the first is for the channels.</source>
        <translation>在每个轴之前补的元素数：一个数用于通道之后的所有轴，或每个轴各一个；若多一个，则第一个用于通道。</translation>
    </message>
    <message>
        <source>Elements put after each axis, likewise.</source>
        <translation>在每个轴之后补的元素数，写法相同。</translation>
    </message>
    <message>
        <source>What a constant border is filled with.</source>
        <translation>常数边框所填的数。</translation>
    </message>
    <message>
        <source>constant: the value; reflect: as in a mirror at the last element; edge: the last element again and again.</source>
        <translation>常数：填给定的数；反射：以最后一个元素为镜；边缘：不断重复最后一个元素。</translation>
    </message>
    <message>
        <source>Reflect</source>
        <translation>反射</translation>
    </message>
    <message>
        <source>Edge</source>
        <translation>边缘</translation>
    </message>
    <message>
        <source>Adds up, averages, multiplies or takes the greatest or least along axes, which then are gone.</source>
        <translation>沿指定的轴求和、求平均、求积或取最大值、最小值，这些轴随之消失。</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>最小值</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>乘积</translation>
    </message>
    <message>
        <source>Tile</source>
        <translation>平铺</translation>
    </message>
    <message>
        <source>Lays copies of its input side by side along its axes.</source>
        <translation>沿各轴把输入的副本并排放置。</translation>
    </message>
    <message>
        <source>as x, each axis so many times as long</source>
        <translation>同 x，每个轴变长相应倍数</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>重复次数</translation>
    </message>
    <message>
        <source>How many copies along each axis behind the samples; one number for all.</source>
        <translation>沿样本之后各轴的副本数；一个数用于所有轴。</translation>
    </message>
    <message>
        <source>Init</source>
        <translation>初始化</translation>
    </message>
    <message>
        <source>How the weights begin. default: small and uniform; he: for layers before a ReLU; glorot: before tanh or sigmoid; lecun: before SELU; orthogonal: turns without stretching; zeros: as if it were not there; identity: passes on what comes; whitening: filters worked out from the training data.</source>
        <translation>权重的初始值。default：小的均匀分布；he：用于 ReLU 之前的层；glorot：用于 tanh 或 sigmoid 之前；lecun：用于 SELU 之前；orthogonal：只旋转，不拉伸；zeros：如同该层不存在；identity：原样传递输入；whitening：由训练数据算出的滤波器。</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>He normal</source>
        <translation>He 正态</translation>
    </message>
    <message>
        <source>He uniform</source>
        <translation>He 均匀</translation>
    </message>
    <message>
        <source>Glorot normal</source>
        <translation>Glorot 正态</translation>
    </message>
    <message>
        <source>Glorot uniform</source>
        <translation>Glorot 均匀</translation>
    </message>
    <message>
        <source>Lecun normal</source>
        <translation>LeCun 正态</translation>
    </message>
    <message>
        <source>Orthogonal</source>
        <translation>正交</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>全零</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>恒等</translation>
    </message>
    <message>
        <source>Whitening</source>
        <translation>白化</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>With affine: learn the scale too; off: the offset alone.</source>
        <translation>启用仿射时：同时学习缩放系数；关闭则只学习偏移。</translation>
    </message>
    <message>
        <source>Drop samples with missing values</source>
        <translation>去掉有缺失值的样本</translation>
    </message>
    <message>
        <source>Leaves out every sample that misses a value. Default: in any column.</source>
        <translation>略去每个有缺失值的样本。默认：任意一列缺失即略去。</translation>
    </message>
    <message>
        <source>Fill missing values</source>
        <translation>填补缺失值</translation>
    </message>
    <message>
        <source>Puts a value where one is missing, taken from the training part only. Default: all columns it fits.</source>
        <translation>在缺失处填上一个值，该值只取自训练集。默认：所有适用的列。</translation>
    </message>
    <message>
        <source>With</source>
        <translation>用</translation>
    </message>
    <message>
        <source>What is put there.</source>
        <translation>填入的内容。</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>Most frequent</source>
        <translation>最常见的值</translation>
    </message>
    <message>
        <source>constant: for numbers.</source>
        <translation>constant：用于数值。</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>词</translation>
    </message>
    <message>
        <source>constant: for classes and text.</source>
        <translation>constant：用于类别和文本。</translation>
    </message>
    <message>
        <source>Drop columns</source>
        <translation>去掉列</translation>
    </message>
    <message>
        <source>Leaves out the named columns.</source>
        <translation>略去所列的列。</translation>
    </message>
    <message>
        <source>Drop duplicates</source>
        <translation>去掉重复样本</translation>
    </message>
    <message>
        <source>Of samples that are equal in the named columns (default: all), only the first stays.</source>
        <translation>在所列的列（默认：全部）中相同的样本，只保留第一个。</translation>
    </message>
    <message>
        <source>Normalize</source>
        <translation>标准化</translation>
    </message>
    <message>
        <source>Subtracts the mean and divides by the standard deviation of the training part: of each channel of images, of each number otherwise; or of given constants. Default: all numbers and images.</source>
        <translation>减去训练集的均值，再除以其标准差：图像按通道，其他按每个数值；也可使用给定的常数。默认：所有数值和图像。</translation>
    </message>
    <message>
        <source>Given instead of fitted: one number, or one for each channel, e.g. 0.485, 0.456, 0.406. They count after the steps before this one: 0 … 1 if scale came first.</source>
        <translation>不从数据拟合而直接给出：一个数，或每个通道一个，例如 0.485, 0.456, 0.406。以前面各步之后的数值为准：若先做了缩放，则为 0 … 1。</translation>
    </message>
    <message>
        <source>Given instead of fitted, like mean.</source>
        <translation>不从数据拟合而直接给出，与均值相同。</translation>
    </message>
    <message>
        <source>Whole</source>
        <translation>整体</translation>
    </message>
    <message>
        <source>One mean and deviation for all numbers of the column.</source>
        <translation>整列数值共用一个均值和标准差。</translation>
    </message>
    <message>
        <source>Scale to 0 … 1</source>
        <translation>缩放到 0 … 1</translation>
    </message>
    <message>
        <source>Images of 8 bits are divided by 255; numbers are brought to 0 … 1 by the training part&apos;s smallest and largest. Default: all numbers and images.</source>
        <translation>8 位图像除以 255；数值按训练集的最小值和最大值变换到 0 … 1。默认：所有数值和图像。</translation>
    </message>
    <message>
        <source>One smallest and largest for all numbers of the column.</source>
        <translation>整列数值共用一个最小值和最大值。</translation>
    </message>
    <message>
        <source>One-hot</source>
        <translation>独热编码</translation>
    </message>
    <message>
        <source>A class becomes as many numbers as there are classes: 1 for it, 0 for the others. A missing value is all zeros. Default: all columns of classes; name those that are inputs.</source>
        <translation>一个类别变成与类别数一样多的数：它自己为 1，其余为 0。缺失值全为 0。默认：所有类别列；请写出作为输入的那些列。</translation>
    </message>
    <message>
        <source>Text, or single numbers, become classes. Default: all columns of text.</source>
        <translation>文本或单个数值变成类别。默认：所有文本列。</translation>
    </message>
    <message>
        <source>Cast</source>
        <translation>转换类型</translation>
    </message>
    <message>
        <source>Takes what is stored as something else: classes, tokens or images as numbers, rows of numbers as images.</source>
        <translation>把存储的内容当作另一种来用：类别、词元或图像当作数值，数值行当作图像。</translation>
    </message>
    <message>
        <source>To</source>
        <translation>变为</translation>
    </message>
    <message>
        <source>What it becomes.</source>
        <translation>变成什么。</translation>
    </message>
    <message>
        <source>image: channels, height, width.</source>
        <translation>图像：通道、高、宽。</translation>
    </message>
    <message>
        <source>Combine</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Puts columns of numbers side by side into one column for one input. Default: all numbers.</source>
        <translation>把若干数值列并排放进一列，供一个输入使用。默认：所有数值。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Name of the new column.</source>
        <translation>新列的名称。</translation>
    </message>
    <message>
        <source>Except</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>Columns to leave out of the default, with commas between: the target.</source>
        <translation>默认范围中要排除的列，用逗号分隔：例如目标列。</translation>
    </message>
    <message>
        <source>Flip at random</source>
        <translation>随机翻转</translation>
    </message>
    <message>
        <source>While training, mirrors pictures left to right. Default: all images and class maps, together.</source>
        <translation>训练时左右镜像图片。默认：所有图像和类别图，一起翻转。</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>How often.</source>
        <translation>多频繁。</translation>
    </message>
    <message>
        <source>Crop at random</source>
        <translation>随机裁剪</translation>
    </message>
    <message>
        <source>While training, pads pictures with black on all sides and cuts the old size out of it at a random place; outside, class maps are not counted.</source>
        <translation>训练时在图片四周补黑边，再从随机位置裁出原来的大小；补边之外，类别图不计入损失。</translation>
    </message>
    <message>
        <source>Pixels on each side.</source>
        <translation>每一边的像素数。</translation>
    </message>
    <message>
        <source>Shift at random</source>
        <translation>随机平移</translation>
    </message>
    <message>
        <source>While training, moves pictures by a random number of pixels; the border&apos;s pixels fill what comes in.</source>
        <translation>训练时把图片平移随机的像素数；移入的部分用边缘像素填充。</translation>
    </message>
    <message>
        <source>To either side, at most so many pixels.</source>
        <translation>向左或向右，最多这么多像素。</translation>
    </message>
    <message>
        <source>Up and down, at most so many pixels.</source>
        <translation>向上或向下，最多这么多像素。</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>Stratified</source>
        <translation>分层抽样</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>给定</translation>
    </message>
</context>
<context>
    <name>weft::problems</name>
    <message>
        <source>The data has changed since the training: %1, and %2 more; so the parts may hold other samples, and scores may be of some that were trained on.</source>
        <translation>训练之后数据变了：%1，另有 %2 处；因此各部分的样本可能不同，得分可能来自训练用过的样本。</translation>
    </message>
    <message>
        <source>The data has changed since the training: %1; so the parts may hold other samples, and scores may be of some that were trained on.</source>
        <translation>训练之后数据变了：%1；因此各部分的样本可能不同，得分可能来自训练用过的样本。</translation>
    </message>
    <message>
        <source>%1, %2 and %3 samples for training, validation and test in place of %4, %5 and %6</source>
        <translation>训练、验证和测试各有 %1、%2 和 %3 个样本，而不是 %4、%5 和 %6 个</translation>
    </message>
    <message>
        <source>the column “%1” holds something else</source>
        <translation>列“%1”的内容不同</translation>
    </message>
    <message>
        <source>the column “%1” has other classes</source>
        <translation>列“%1”的类别不同</translation>
    </message>
    <message>
        <source>the column “%1” has other values</source>
        <translation>列“%1”的数值不同</translation>
    </message>
    <message>
        <source>the column “%1” is new</source>
        <translation>列“%1”是新的</translation>
    </message>
    <message>
        <source>the column “%1” is gone</source>
        <translation>列“%1”不见了</translation>
    </message>
    <message>
        <source>The loss was %1 at the first step and is %2 at the end: the training went astray. Take a smaller learning rate, or clip the gradients.</source>
        <translation>第一步的损失是 %1，结束时是 %2：训练跑偏了。请用更小的学习率，或者裁剪梯度。</translation>
    </message>
    <message>
        <source>The network has no Output node, so nothing says what it answers; add one, and train again.</source>
        <translation>网络里没有输出层（Output），无从得知它回答什么；请加一个，然后重新训练。</translation>
    </message>
    <message>
        <source>The network has no Output node, so nothing says what it answers; add one to the project.</source>
        <translation>网络里没有输出层（Output），无从得知它回答什么；请在项目中加一个。</translation>
    </message>
    <message>
        <source>There is no loss, so nothing can be learned: add one, such as Cross-entropy, and wire the network&apos;s result and the truth to it.</source>
        <translation>没有损失，什么也学不到：请加一个（例如交叉熵），并把网络的结果和真值连到它。</translation>
    </message>
    <message>
        <source>%1 holds no pictures; it should hold a folder of .jpg or .png for each class, or train, validation and test with such folders.</source>
        <translation>%1 里没有图片；它应当为每个类别放一个含 .jpg 或 .png 的文件夹，或者放 train、validation 和 test，各含这样的文件夹。</translation>
    </message>
    <message>
        <source>the validation part is empty, so nothing shows whether the network learns or only remembers; give it a share, such as 0.1.</source>
        <translation>验证部分是空的，无法看出网络是在学习还是只在记忆；请给它一个比例，例如 0.1。</translation>
    </message>
    <message>
        <source>the column “%1” holds %2 (%3, %4) here, but %5 (%6, %7) in the sources before it; set the sources&apos; parameters so that they agree.</source>
        <translation>列“%1”在这里是%2（%3，%4），在之前的来源里是%5（%6，%7）；请设置来源的参数使之一致。</translation>
    </message>
    <message>
        <source>the training part has %1 samples, fewer than a batch of %2; every step will see all of them. Take a smaller batch.</source>
        <translation>训练部分只有 %1 个样本，少于一个批次的 %2 个；每一步都会看到全部样本。请减小批大小。</translation>
    </message>
    <message>
        <source>The column “%1” holds %2, but this input takes classes; add the transform class_index, or feed it another column.</source>
        <translation>列“%1”是%2，而这个输入需要类别；请加上变换 class_index，或送入别的列。</translation>
    </message>
    <message>
        <source>every sample has a missing value, so none would be left; drop the columns that miss most first, or fill them.</source>
        <translation>每个样本都有缺失值，一个也不会留下；请先去掉缺失最多的列，或者填补。</translation>
    </message>
    <message>
        <source>The column “%1” has samples of %2, but this input takes %3; change the node&apos;s sizes, or feed it another column.</source>
        <translation>列“%1”的样本是 %2，而这个输入需要 %3；请改节点的大小，或送入别的列。</translation>
    </message>
    <message>
        <source>The project has been changed since &quot;%1&quot; was written, so the run cannot go on; train it from the beginning.</source>
        <translation>写入“%1”之后项目已经改变，运行无法继续；请从头训练。</translation>
    </message>
    <message>
        <source>line %1, column “%2”: “%3” is not a number, so the column is read as words; mend it, or add it to “missing”.</source>
        <translation>第 %1 行，列“%2”：“%3”不是数字，因此这一列按文字读取；请修正，或把它加到“missing”。</translation>
    </message>
    <message>
        <source>“%1” has %2 missing values (NaN); the first in sample %3 (%4 part); clean with drop_missing or fill_missing.</source>
        <translation>“%1”有 %2 个缺失值（NaN），第一个在样本 %3（%4部分）；请用 drop_missing 或 fill_missing 清洗。</translation>
    </message>
    <message>
        <source>“%1” has %2 missing values (NaN); the first in line %3 (%4 part); clean with drop_missing or fill_missing.</source>
        <translation>“%1”有 %2 个缺失值（NaN），第一个在第 %3 行（%4部分）；请用 drop_missing 或 fill_missing 清洗。</translation>
    </message>
    <message>
        <source>The column “%1” has the label “%2”, number %3 counted from 0, but there are scores for %4 classes; make as many scores as there are classes.</source>
        <translation>列“%1”中有标签“%2”，从 0 数起是第 %3 号，但只有 %4 个类别的得分；请让得分数与类别数相同。</translation>
    </message>
    <message>
        <source>The inputs need a matrix for each sample, and agree in all but the last two axes; they are %1 and %2.</source>
        <translation>输入的每个样本都要是矩阵，并且除最后两维外一致；现在是 %1 和 %2。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has %2 MiB left, but the checkpoints need %3 MiB; free some, or choose another folder for the run.</source>
        <translation>“%1”只剩 %2 MiB，而检查点需要 %3 MiB；请腾出空间，或为运行另选文件夹。</translation>
    </message>
    <message>
        <source>“%1” has no training sample of %2 and others, so that cannot be learnt; a stratified split may help.</source>
        <translation>“%1”没有 %2 等类别的训练样本，因此学不到；分层划分也许有用。</translation>
    </message>
    <message>
        <source>The run began on another device (%1); it goes on here, but not bit for bit as it would have there.</source>
        <translation>运行是在另一个设备（%1）上开始的；可以在这里继续，但结果不会逐位相同。</translation>
    </message>
    <message>
        <source>Inputs of %1 and %2 do not fit element by element: each axis needs the same size, or 1 on one side.</source>
        <translation>%1 和 %2 的输入无法逐元素对应：每一维的大小必须相同，或者有一边为 1。</translation>
    </message>
    <message>
        <source>“%1” has %2 classes, but sample %3 has the label %4 (and %5 more are out of range); labels count from 0.</source>
        <translation>“%1”有 %2 个类别，而样本 %3 的标签是 %4（另有 %5 个超出范围）；标签从 0 数起。</translation>
    </message>
    <message>
        <source>“%1” has %2 infinite values; the first in sample %3 (%4 part); mend the file, or name them as missing.</source>
        <translation>“%1”有 %2 个无穷值，第一个在样本 %3（%4部分）；请修正文件，或把它们标为缺失。</translation>
    </message>
    <message>
        <source>“%1” has %2 infinite values; the first in line %3 (%4 part); mend the file, or name them as missing.</source>
        <translation>“%1”有 %2 个无穷值，第一个在第 %3 行（%4部分）；请修正文件，或把它们标为缺失。</translation>
    </message>
    <message>
        <source>No sample is left for training; lower the shares of validation and test in the data&apos;s split.</source>
        <translation>没有样本可供训练；请在数据划分中减少验证和测试的比例。</translation>
    </message>
    <message>
        <source>There is no loss, so the network can compute but not learn; add one, such as Cross-entropy.</source>
        <translation>没有损失，网络只能计算而不能学习；请加一个，例如交叉熵。</translation>
    </message>
    <message>
        <source>This takes numbers, but class numbers or tokens are wired to it; put an Embedding between.</source>
        <translation>这里需要数值，而接来的是类别编号或词元；请在中间加一个嵌入层。</translation>
    </message>
    <message>
        <source>A %1 kernel with this dilation does not fit an input of %2; make it smaller, or add padding.</source>
        <translation>%1 的卷积核在此膨胀率下放不进 %2 的输入；请改小，或增加填充。</translation>
    </message>
    <message>
        <source>“%1” has no training sample of %2, so that cannot be learnt; a stratified split may help.</source>
        <translation>“%1”没有 %2 的训练样本，因此学不到；分层划分也许有用。</translation>
    </message>
    <message>
        <source>This version does not know the layer &quot;%1&quot;; it is kept as it is. Replace it to train.</source>
        <translation>此版本不认识层“%1”；它会原样保留。要训练请换成别的层。</translation>
    </message>
    <message>
        <source>A comma stands only between the values of a function; write decimals with a point.</source>
        <translation>逗号只用在函数的参数之间；小数请用点号。</translation>
    </message>
    <message>
        <source>“%1” is %2, but “%3” is %4; only columns of one height and width can be changed together.</source>
        <translation>“%1”是 %2，而“%3”是 %4；只有高宽相同的列才能一起变化。</translation>
    </message>
    <message>
        <source>The padding must be smaller than the window, or some windows would hold nothing.</source>
        <translation>填充必须小于窗口，否则有的窗口里什么也没有。</translation>
    </message>
    <message>
        <source>Comparisons cannot follow one another; multiply two of them: (x &gt; 0) * (x &lt; 1).</source>
        <translation>比较不能连着写；请把两个比较相乘：(x &gt; 0) * (x &lt; 1)。</translation>
    </message>
    <message>
        <source>The column “%1” has %2 classes, but this input has %3; set its number of classes to %4.</source>
        <translation>列“%1”有 %2 个类别，而这个输入有 %3 个；请把类别数设为 %4。</translation>
    </message>
    <message>
        <source>The wires run in a circle: %1; a network computes forwards only.</source>
        <translation>连线形成环路：%1；网络只能向前计算。</translation>
    </message>
    <message>
        <source>This version does not know the layer &quot;%1&quot;; did you mean &quot;%2&quot;? It is kept as it is.</source>
        <translation>这个版本不认识层“%1”；是不是“%2”？该层会原样保留。</translation>
    </message>
    <message>
        <source>There is no parameter &quot;%1&quot; here; did you mean &quot;%2&quot;? It is kept but does nothing.</source>
        <translation>这里没有参数“%1”；是不是“%2”？它会被保留，但不起作用。</translation>
    </message>
    <message>
        <source>this format is not known; did you mean &quot;%1&quot;?</source>
        <translation>未知的格式；是不是“%1”？</translation>
    </message>
    <message>
        <source>this step is not known; did you mean &quot;%1&quot;?</source>
        <translation>未知的步骤；是不是“%1”？</translation>
    </message>
    <message>
        <source>This takes samples × length × features, but has %1; a Reshape can put it right.</source>
        <translation>这里需要 样本 × 长度 × 特征，而输入是 %1；可以用变形层调整。</translation>
    </message>
    <message>
        <source>No weight can be trained: every layer before the loss is frozen or has none.</source>
        <translation>没有可训练的权重：损失之前的层都被冻结，或者没有权重。</translation>
    </message>
    <message>
        <source>the shares of validation and test must be 0 or more, and together at most 1.</source>
        <translation>验证和测试的比例不能小于 0，合起来不能超过 1。</translation>
    </message>
    <message>
        <source>The formula is nested more than %1 deep; split it over two Expression layers.</source>
        <translation>公式嵌套超过 %1 层；请拆成两个表达式层。</translation>
    </message>
    <message>
        <source>it is “given”, but some sources name no part; their samples go to training.</source>
        <translation>划分方式是“given”，但有的来源没有写明部分；它们的样本归入训练。</translation>
    </message>
    <message>
        <source>Rows of %1 and columns of %2 cannot be multiplied: they must be of one length.</source>
        <translation>长 %1 的行与长 %2 的列不能相乘：长度必须相同。</translation>
    </message>
    <message>
        <source>“%1” is not a number; give one, or one for each channel with commas between.</source>
        <translation>“%1”不是数字；请给出一个数，或每个通道一个，用逗号隔开。</translation>
    </message>
    <message>
        <source>The wires of &quot;x&quot; and &quot;target&quot; are swapped: the network&apos;s scores belong to &quot;x&quot;, the labels to &quot;target&quot;.</source>
        <translation>“x”和“target”的连线接反了：网络的得分接到“x”，标签接到“target”。</translation>
    </message>
    <message>
        <source>This takes class numbers or tokens; wire a Label or a Tokens layer to it.</source>
        <translation>这里需要类别编号或词元；请接上标签层或词元层。</translation>
    </message>
    <message>
        <source>The formula breaks off; a number, an input or a function is missing here.</source>
        <translation>公式没有写完；这里缺少数字、输入或函数。</translation>
    </message>
    <message>
        <source>A window of %1 does not fit an input of %2; make it smaller, or add padding.</source>
        <translation>%1 的窗口放不进 %2 的输入；请改小，或增加填充。</translation>
    </message>
    <message>
        <source>no sample is left for training; lower the shares of validation and test.</source>
        <translation>没有样本可供训练；请减少验证和测试的比例。</translation>
    </message>
    <message>
        <source>This takes samples × channels × sizes, but has %1, which holds no places.</source>
        <translation>这里需要 样本 × 通道 × 尺寸，而输入是 %1，没有位置可言。</translation>
    </message>
    <message>
        <source>Dense takes a row of features for each sample; put a Flatten before it.</source>
        <translation>全连接层需要每个样本一行特征；请在前面加一个展平层。</translation>
    </message>
    <message>
        <source>There is no axis %1 to act on in %2: the axes behind the samples are 1 to %3.</source>
        <translation>%2 里没有第 %1 维：样本之后的维度是 1 到 %3。</translation>
    </message>
    <message>
        <source>“%1” is text, which a network cannot take; add the transform class_index.</source>
        <translation>“%1”是文本，网络无法接受；请加上变换 class_index。</translation>
    </message>
    <message>
        <source>line %1, column “%2”: “%3” is not a number; mend it, or add it to “missing”.</source>
        <translation>第 %1 行，列“%2”：“%3”不是数字；请修正，或把它加到“missing”。</translation>
    </message>
    <message>
        <source>A %1 kernel does not fit an input of %2; make it smaller, or add padding.</source>
        <translation>%1 的卷积核放不进 %2 的输入；请改小，或增加填充。</translation>
    </message>
    <message>
        <source>Keys %1 and values %2 need one length, and the %3 samples of the queries.</source>
        <translation>键 %1 和值 %2 的长度必须相同，并且与查询的 %3 个样本一致。</translation>
    </message>
    <message>
        <source>Inputs of %1 and %2 cannot be joined: they must agree in all but axis %3.</source>
        <translation>%1 和 %2 的输入不能拼接：除第 %3 维外必须一致。</translation>
    </message>
    <message>
        <source>“%1” is missing in %2 samples; the first in sample %3 (%4 part); clean with drop_missing or fill_missing.</source>
        <translation>“%1”在 %2 个样本中缺失，第一个在样本 %3（%4部分）；请用 drop_missing 或 fill_missing 清洗。</translation>
    </message>
    <message>
        <source>“%1” is missing in %2 samples; the first in line %3 (%4 part); clean with drop_missing or fill_missing.</source>
        <translation>“%1”在 %2 个样本中缺失，第一个在第 %3 行（%4部分）；请用 drop_missing 或 fill_missing 清洗。</translation>
    </message>
    <message>
        <source>&quot;pad&quot; is not used, since the padding is %1; choose explicit padding.</source>
        <translation>“pad”没有用到，因为填充方式是 %1；请选择显式填充。</translation>
    </message>
    <message>
        <source>The sequence has %1 places, but positions for only %2; raise &quot;length&quot;.</source>
        <translation>序列有 %1 个位置，而位置只够 %2 个；请增大“length”。</translation>
    </message>
    <message>
        <source>%1 has no meaning in a formula; there are + - * / ^ and comparisons.</source>
        <translation>%1 在公式里没有意义；可用 + - * / ^ 和比较。</translation>
    </message>
    <message>
        <source>“%1” has %2 classes, but sample %3 has the label %4; labels count from 0.</source>
        <translation>“%1”有 %2 个类别，而样本 %3 的标签是 %4；标签从 0 数起。</translation>
    </message>
    <message>
        <source>%1: its NumPy header is broken at character %2; save the array again.</source>
        <translation>%1：NumPy 文件头在第 %2 个字符处损坏；请重新保存数组。</translation>
    </message>
    <message>
        <source>%1 has %2 characters; a window of %3 and the one to predict do not fit.</source>
        <translation>%1 有 %2 个字符；放不下长 %3 的窗口和要预测的那一个字符。</translation>
    </message>
    <message>
        <source>“%1” does not occur in the data&apos;s column “%2”; it counts as missing.</source>
        <translation>“%1”在数据的列“%2”里没有出现；它算作缺失。</translation>
    </message>
    <message>
        <source>The blocks unfold to more than 100,000 nodes; repeat them less.</source>
        <translation>块展开后超过 100,000 个节点；请减少重复次数。</translation>
    </message>
    <message>
        <source>There is nothing to combine yet; wire two or more layers to it.</source>
        <translation>还没有可合并的输入；请接上两个或更多的层。</translation>
    </message>
    <message>
        <source>“%1” holds words; say in “word” what is put where one is missing.</source>
        <translation>“%1”是文字；请在“word”里写明缺失处填什么。</translation>
    </message>
    <message>
        <source>The block &quot;%1&quot; contains itself, or blocks are nested too deeply.</source>
        <translation>块“%1”包含了它自己，或者块嵌套得太深。</translation>
    </message>
    <message>
        <source>An image is samples × channels × rows × columns, but this is %1.</source>
        <translation>图像是 样本 × 通道 × 行 × 列，而这里是 %1。</translation>
    </message>
    <message>
        <source>Predictions of %1 need a target of the same shape, but this is %2.</source>
        <translation>预测 %1 需要相同形状的目标，而这里是 %2。</translation>
    </message>
    <message>
        <source>“%1” is already normalized number by number; put cast before it.</source>
        <translation>“%1”已经逐个归一化；请把 cast 放在它之前。</translation>
    </message>
    <message>
        <source>“%1” is not a value of 8 bits; give whole numbers from 0 to 255.</source>
        <translation>“%1”不是 8 位的值；请给出 0 到 255 的整数。</translation>
    </message>
    <message>
        <source>Unembedding takes a row of features for each sample or place.</source>
        <translation>反嵌入需要每个样本或位置一行特征。</translation>
    </message>
    <message>
        <source>“%1” has %2 numbers; channels × height × width must make as many.</source>
        <translation>“%1”有 %2 个数；通道 × 高 × 宽 必须正好这么多。</translation>
    </message>
    <message>
        <source>There is no optimizer &quot;%1&quot;; choose sgd, adam, adamw or rmsprop.</source>
        <translation>没有优化器“%1”；请选择 sgd、adam、adamw 或 rmsprop。</translation>
    </message>
    <message>
        <source>There is nothing to join yet; wire two or more layers to it.</source>
        <translation>还没有可拼接的输入；请接上两个或更多的层。</translation>
    </message>
    <message>
        <source>There is nothing behind the samples to put a border around.</source>
        <translation>样本之后没有可以加边的维度。</translation>
    </message>
    <message>
        <source>There is no parameter &quot;%1&quot; here; it is kept but does nothing.</source>
        <translation>这里没有参数“%1”；它会保留，但不起作用。</translation>
    </message>
    <message>
        <source>has the column “%1”, which the sources before it do not have.</source>
        <translation>有列“%1”，而之前的来源没有。</translation>
    </message>
    <message>
        <source>%1 files could not be read and are left out; the first is &quot;%2&quot;.</source>
        <translation>有 %1 个文件无法读取，已略过；第一个是“%2”。</translation>
    </message>
    <message>
        <source>The padding takes away all of the result; make it smaller.</source>
        <translation>填充把结果全部抵消了；请改小。</translation>
    </message>
    <message>
        <source>There is no axis %1 to reduce in %2; the samples stay apart.</source>
        <translation>%2 里没有可归约的第 %1 维；样本始终分开。</translation>
    </message>
    <message>
        <source>This takes samples × channels × sizes; use Dropout here.</source>
        <translation>这里需要 样本 × 通道 × 尺寸；请改用 Dropout。</translation>
    </message>
    <message>
        <source>This takes samples, but a single number is wired to it.</source>
        <translation>这里接收样本，但接入的是单个数。</translation>
    </message>
    <message>
        <source>No column of the data feeds this input; choose one of: %1.</source>
        <translation>没有数据列送到这个输入；请选择：%1。</translation>
    </message>
    <message>
        <source>It cannot be bypassed: it has no input to pass through.</source>
        <translation>无法绕过它：没有可以直通的输入。</translation>
    </message>
    <message>
        <source>The formula is empty; write for example x * sigmoid(x).</source>
        <translation>公式是空的；例如可以写 x * sigmoid(x)。</translation>
    </message>
    <message>
        <source>There is no parenthesis open that this one could close.</source>
        <translation>没有与这个括号对应的左括号。</translation>
    </message>
    <message>
        <source>A block without inputs and outputs cannot be repeated.</source>
        <translation>没有输入和输出的块不能重复。</translation>
    </message>
    <message>
        <source>Write == to compare; the formula itself is the result.</source>
        <translation>比较请写 ==；公式本身就是结果。</translation>
    </message>
    <message>
        <source>stratified needs a column of classes; “%1” is not there.</source>
        <translation>分层划分需要类别列；“%1”不存在。</translation>
    </message>
    <message>
        <source>With &quot;causal&quot;, keys and queries must have one length.</source>
        <translation>使用“causal”时，键和查询的长度必须相同。</translation>
    </message>
    <message>
        <source>“%1” is not known; take train, validation, test or all.</source>
        <translation>不认识“%1”；请用 train、validation、test 或 all。</translation>
    </message>
    <message>
        <source>The order must name each of the axes 1 to %1 of %2 once.</source>
        <translation>顺序必须把 %2 的第 1 到 %1 维各列出一次。</translation>
    </message>
    <message>
        <source>A number, an input or a function is missing before %1.</source>
        <translation>%1 之前缺少数字、输入或函数。</translation>
    </message>
    <message>
        <source>An operator is missing before %1; write * to multiply.</source>
        <translation>%1 之前缺少运算符；相乘请写 *。</translation>
    </message>
    <message>
        <source>stratified needs a column of classes; “%1” is one of %2.</source>
        <translation>分层划分需要类别列；“%1”是%2列。</translation>
    </message>
    <message>
        <source>The output padding must be smaller than the stride.</source>
        <translation>输出填充必须小于步长。</translation>
    </message>
    <message>
        <source>There are 8 axes already, and no more are possible.</source>
        <translation>已经有 8 维，不能再多。</translation>
    </message>
    <message>
        <source>There is no data; add a source to the data section.</source>
        <translation>没有数据；请在数据部分添加一个来源。</translation>
    </message>
    <message>
        <source>has no column “%1”, which the sources before it have.</source>
        <translation>没有列“%1”，而之前的来源有。</translation>
    </message>
    <message>
        <source>It shares the weights of &quot;%1&quot;, which shares its own.</source>
        <translation>它共用“%1”的权重，而“%1”本身又共用别人的。</translation>
    </message>
    <message>
        <source>%1 channels and %2 filters do not divide into %3 groups.</source>
        <translation>%1 个通道和 %2 个滤波器不能平分成 %3 组。</translation>
    </message>
    <message>
        <source>This takes %1, but has %2; a Reshape can put it right.</source>
        <translation>这里需要 %1，而输入是 %2；可以用变形层调整。</translation>
    </message>
    <message>
        <source>“%1” is not known; take random, stratified or given.</source>
        <translation>不认识“%1”；请用 random、stratified 或 given。</translation>
    </message>
    <message>
        <source>%1 No checkpoint of this run can be used, so it cannot go on; begin a new run.</source>
        <translation>%1 此运行没有可用的检查点，因此无法继续；请开始新的运行。</translation>
    </message>
    <message>
        <source>The run has no checkpoint yet, so it begins again.</source>
        <translation>运行还没有检查点，因此从头开始。</translation>
    </message>
    <message>
        <source>The block&apos;s output &quot;%1&quot; is wired to nothing inside.</source>
        <translation>块的输出“%1”在内部没有连接。</translation>
    </message>
    <message>
        <source>There is no input %1; the inputs are x, y, z and w.</source>
        <translation>没有输入 %1；输入是 x、y、z 和 w。</translation>
    </message>
    <message>
        <source>“%1” has %2 different values; that is hardly a class.</source>
        <translation>“%1”有 %2 个不同的值；这几乎不可能是类别。</translation>
    </message>
    <message>
        <source>It shares the weights of &quot;%1&quot;, which is not there.</source>
        <translation>它共用“%1”的权重，而那里没有这个节点。</translation>
    </message>
    <message>
        <source>A sample of %1 numbers (%2) does not fit the shape %3.</source>
        <translation>一个样本有 %1 个数（%2），与形状 %3 不符。</translation>
    </message>
    <message>
        <source>This takes samples × channels × sizes, but has %1.</source>
        <translation>这里需要 样本 × 通道 × 尺寸，而输入是 %1。</translation>
    </message>
    <message>
        <source>there is already a column “%1”; take another name.</source>
        <translation>已经有列“%1”；请换个名字。</translation>
    </message>
    <message>
        <source>%1 holds no %2; unpack cifar-10-binary.tar.gz there.</source>
        <translation>%1 里没有 %2；请把 cifar-10-binary.tar.gz 解压到那里。</translation>
    </message>
    <message>
        <source>The formula uses %1, but nothing is wired to it.</source>
        <translation>公式用到 %1，但没有连线接到它。</translation>
    </message>
    <message>
        <source>Two nodes have the id &quot;%1&quot;; rename one of them.</source>
        <translation>有两个节点都叫“%1”；请改其中一个的名字。</translation>
    </message>
    <message>
        <source>There is no data; add a source to train with.</source>
        <translation>没有数据；请添加用于训练的数据来源。</translation>
    </message>
    <message>
        <source>The data feeds &quot;%1&quot;, but there is no such node.</source>
        <translation>数据要送给“%1”，而那里没有这个节点。</translation>
    </message>
    <message>
        <source>From there only %1 elements are left in axis %2.</source>
        <translation>从那里起第 %2 维只剩 %1 个元素。</translation>
    </message>
    <message>
        <source>This takes samples × channels × …, but has %1.</source>
        <translation>这里需要 样本 × 通道 × …，而输入是 %1。</translation>
    </message>
    <message>
        <source>This takes samples × … × features, but has %1.</source>
        <translation>这里需要 样本 × … × 特征，而输入是 %1。</translation>
    </message>
    <message>
        <source>Mean %1 and log variance %2 must have one shape.</source>
        <translation>均值 %1 和对数方差 %2 的形状必须相同。</translation>
    </message>
    <message>
        <source>Axis %1 of %2 is not 1 and cannot be taken out.</source>
        <translation>%2 的第 %1 维大小不为 1，不能去掉。</translation>
    </message>
    <message>
        <source>There are not %1 axes behind the samples of %2.</source>
        <translation>%2 的样本之后没有 %1 维。</translation>
    </message>
    <message>
        <source>samples × channels × depth × rows × columns</source>
        <translation>样本 × 通道 × 深度 × 行 × 列</translation>
    </message>
    <message>
        <source>The data has no column “%1”; choose one of: %2.</source>
        <translation>数据没有列“%1”；请选择：%2。</translation>
    </message>
    <message>
        <source>there are no columns of numbers to combine.</source>
        <translation>没有可以合并的数值列。</translation>
    </message>
    <message>
        <source>This takes samples × length × …, but has %1.</source>
        <translation>这里需要 样本 × 长度 × …，而输入是 %1。</translation>
    </message>
    <message>
        <source>The formula does not use %1, which is wired.</source>
        <translation>%1 已接线，但公式没有用到它。</translation>
    </message>
    <message>
        <source>The scores need one number for each class.</source>
        <translation>每个类别都需要一个分数。</translation>
    </message>
    <message>
        <source>give both mean and deviation, or neither.</source>
        <translation>均值和标准差要么都给，要么都不给。</translation>
    </message>
    <message>
        <source>%1: there is no metric &quot;%2&quot;; choose one of: %3.</source>
        <translation>%1：没有指标“%2”；请选择：%3。</translation>
    </message>
    <message>
        <source>There are no channels to give slopes to.</source>
        <translation>没有通道可以赋予斜率。</translation>
    </message>
    <message>
        <source>A width of %1 does not divide into %2 heads.</source>
        <translation>宽度 %1 不能平分成 %2 个头。</translation>
    </message>
    <message>
        <source>%1 is too large or too small for a number.</source>
        <translation>%1 太大或太小，不能作为数字。</translation>
    </message>
    <message>
        <source>the format “%1” is not known; known are: %2.</source>
        <translation>不认识格式“%1”；可用的有：%2。</translation>
    </message>
    <message>
        <source>The CPU computes in f32; &quot;%1&quot; is for GPUs.</source>
        <translation>CPU 用 f32 计算；“%1”只用于 GPU。</translation>
    </message>
    <message>
        <source>There is no schedule &quot;%1&quot;; choose one of %2.</source>
        <translation>没有学习率调度“%1”；请选择 %2。</translation>
    </message>
    <message>
        <source>%1 holds no .jpg or .png that has a label.</source>
        <translation>%1 里没有带标签的 .jpg 或 .png。</translation>
    </message>
    <message>
        <source>Axis %1 has %2 elements; there is none at %3.</source>
        <translation>第 %1 维有 %2 个元素；位置 %3 处没有。</translation>
    </message>
    <message>
        <source>The formula is longer than %1 characters.</source>
        <translation>公式超过 %1 个字符。</translation>
    </message>
    <message>
        <source>It is wired to &quot;%1&quot;, which is not there.</source>
        <translation>它连着“%1”，而那里没有这个节点。</translation>
    </message>
    <message>
        <source>A number needs digits; write 0.5 or 2.</source>
        <translation>数字需要数码；请写 0.5 或 2。</translation>
    </message>
    <message>
        <source>%1 is a function; write what it is of: %2.</source>
        <translation>%1 是函数；请写出它的参数：%2。</translation>
    </message>
    <message>
        <source>A learning rate is a number from 0 up.</source>
        <translation>学习率是不小于 0 的数。</translation>
    </message>
    <message>
        <source>There is no block &quot;%1&quot; in this project.</source>
        <translation>项目里没有块“%1”。</translation>
    </message>
    <message>
        <source>Scores %1 need labels %2, but these are %3.</source>
        <translation>分数 %1 需要标签 %2，而这里是 %3。</translation>
    </message>
    <message>
        <source>%1 channels do not divide into %2 groups.</source>
        <translation>%1 个通道不能平分成 %2 组。</translation>
    </message>
    <message>
        <source>There is no function %1; did you mean %2?</source>
        <translation>没有函数 %1；是不是 %2？</translation>
    </message>
    <message>
        <source>&quot;%1&quot; needs one number, or %2, but has %3.</source>
        <translation>“%1”需要 1 个或 %2 个数，而现在有 %3 个。</translation>
    </message>
    <message>
        <source>samples × channels × rows × columns</source>
        <translation>样本 × 通道 × 行 × 列</translation>
    </message>
    <message>
        <source>“%1” is empty; name the file to read.</source>
        <translation>“%1”是空的；请写明要读取的文件。</translation>
    </message>
    <message>
        <source>There is no input %1; did you mean %2?</source>
        <translation>没有输入 %1；是不是 %2？</translation>
    </message>
    <message>
        <source>There is no function %1; there are %2.</source>
        <translation>没有函数 %1；可用的有 %2。</translation>
    </message>
    <message>
        <source>This parenthesis is never closed.</source>
        <translation>这个括号没有闭合。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes one wire, not several.</source>
        <translation>“%1”只接受一条连线，不能有多条。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes a whole number %2, not %3.</source>
        <translation>“%1”需要%2的整数，而不是 %3。</translation>
    </message>
    <message>
        <source>%1 is not finite; enter a number.</source>
        <translation>%1 不是有限的数；请输入数字。</translation>
    </message>
    <message>
        <source>there are no images to augment.</source>
        <translation>没有可以增强的图像。</translation>
    </message>
    <message>
        <source>The project has no layers yet.</source>
        <translation>项目里还没有层。</translation>
    </message>
    <message>
        <source>there is not one sample in it.</source>
        <translation>里面一个样本也没有。</translation>
    </message>
    <message>
        <source>%1: there is a header, but no row below it.</source>
        <translation>%1：只有表头，下面没有任何数据行。</translation>
    </message>
    <message>
        <source>%1: the file is empty.</source>
        <translation>%1：文件是空的。</translation>
    </message>
    <message>
        <source>%1: with this delimiter there is one column, but the file looks like %2; take auto.</source>
        <translation>%1：按这个分隔符只有一列，但文件看起来有 %2 列；请选 auto。</translation>
    </message>
    <message>
        <source>there are %1 names for %2 classes.</source>
        <translation>%2 个类别却给了 %1 个名称。</translation>
    </message>
    <message>
        <source>there are %1 names for %2 columns.</source>
        <translation>%2 列却给了 %1 个名称。</translation>
    </message>
    <message>
        <source>%1 is too large for any memory.</source>
        <translation>%1 太大，任何内存都放不下。</translation>
    </message>
    <message>
        <source>“%1” takes 1 or %2 numbers, not %3.</source>
        <translation>“%1”需要 1 个或 %2 个数，而不是 %3 个。</translation>
    </message>
    <message>
        <source>“%1” holds %2; this step is for %3.</source>
        <translation>“%1”是%2；这个步骤只用于%3。</translation>
    </message>
    <message>
        <source>Finished after 1 step.</source>
        <translation>1 步后完成。</translation>
    </message>
    <message>
        <source>Stopped after 1 step.</source>
        <translation>1 步后停止。</translation>
    </message>
    <message>
        <source>line %1, column “%2”: “%3” is beyond what f32 holds, so it is read as infinite (and %4 more); mend it, or add it to “missing” and clean with drop_missing or fill_missing.</source>
        <translation>第 %1 行，“%2”列：“%3”超出 f32 的范围，读作无穷大（另有 %4 个）；请改正，或把它加入“missing”，再用 drop_missing 或 fill_missing 清理。</translation>
    </message>
    <message>
        <source>line %1, column “%2”: “%3” is beyond what f32 holds, so it is read as infinite; mend it, or add it to “missing” and clean with drop_missing or fill_missing.</source>
        <translation>第 %1 行，“%2”列：“%3”超出 f32 的范围，读作无穷大；请改正，或把它加入“missing”，再用 drop_missing 或 fill_missing 清理。</translation>
    </message>
    <message>
        <source>%1 samples of %2 take %3, more than half of this machine&apos;s memory (%4); use fewer samples or smaller ones.</source>
        <translation>%1 个 %2 的样本需要 %3，超过本机内存的一半（%4）；请减少样本或用更小的样本。</translation>
    </message>
    <message>
        <source>The training cannot begin with &quot;%1&quot;; name a .safetensors or .onnx file beside the project, or in ${WEFT_DATA}.</source>
        <translation>训练不能从“%1”开始；请指定项目旁边或 ${WEFT_DATA} 中的 .safetensors 或 .onnx 文件。</translation>
    </message>
    <message>
        <source>Training takes about %1, but %2 has %3 of memory; take a smaller batch, or a smaller network.</source>
        <translation>训练约需 %1，但 %2 只有 %3 内存；请用更小的批次或更小的网络。</translation>
    </message>
    <message>
        <source>%1 The checkpoint %2 is used instead.</source>
        <translation>%1 已改用检查点 %2。</translation>
    </message>
    <message>
        <source>A run has at least one epoch.</source>
        <translation>一次运行至少有一轮。</translation>
    </message>
    <message>
        <source>%1 holds no label called %2 for %3.</source>
        <translation>%1 里没有给 %3 的标签 %2。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes %2 to %3 numbers, not %4.</source>
        <translation>“%1”需要 %2 到 %3 个数，而不是 %4 个。</translation>
    </message>
    <message>
        <source>a deviation must be above 0.</source>
        <translation>标准差必须大于 0。</translation>
    </message>
    <message>
        <source>name the columns to be cast.</source>
        <translation>请写明要转换哪些列。</translation>
    </message>
    <message>
        <source>The formula does not use x.</source>
        <translation>公式没有用到 x。</translation>
    </message>
    <message>
        <source>samples × channels × length</source>
        <translation>样本 × 通道 × 长度</translation>
    </message>
    <message>
        <source>samples × length × features</source>
        <translation>样本 × 长度 × 特征</translation>
    </message>
    <message>
        <source>The block has no input &quot;%1&quot;.</source>
        <translation>块没有输入“%1”。</translation>
    </message>
    <message>
        <source>There is no input &quot;%1&quot; here.</source>
        <translation>这里没有输入“%1”。</translation>
    </message>
    <message>
        <source>is not known; known are: %1.</source>
        <translation>不认识；可用的有：%1。</translation>
    </message>
    <message>
        <source>%1 takes %2 values, but has %3.</source>
        <translation>%1 需要 %2 个值，而现在有 %3 个。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes a number %2, not %3.</source>
        <translation>“%1”需要%2的数字，而不是 %3。</translation>
    </message>
    <message>
        <source>this format is not known.</source>
        <translation>不认识这种格式。</translation>
    </message>
    <message>
        <source>name the columns to drop.</source>
        <translation>请写明要去掉哪些列。</translation>
    </message>
    <message>
        <source>Wire something to &quot;%1&quot; (%2).</source>
        <translation>请给“%1”接上连线（%2）。</translation>
    </message>
    <message>
        <source>Only one size can be −1.</source>
        <translation>只能有一个大小为 −1。</translation>
    </message>
    <message>
        <source>%1 takes %2 value, but has %3.</source>
        <translation>%1 需要 %2 个值，而现在有 %3 个。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes a whole number.</source>
        <translation>“%1”需要整数。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes whole numbers %2.</source>
        <translation>“%1”需要%2的整数。</translation>
    </message>
    <message>
        <source>no column would be left.</source>
        <translation>一列也不会留下。</translation>
    </message>
    <message>
        <source>no sample would be left.</source>
        <translation>一个样本也不会留下。</translation>
    </message>
    <message>
        <source>It cannot be bypassed: %1</source>
        <translation>无法绕过它：%1</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes true or false.</source>
        <translation>“%1”只能是 true 或 false。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes whole numbers.</source>
        <translation>“%1”需要若干整数。</translation>
    </message>
    <message>
        <source>this step is not known.</source>
        <translation>不认识这个步骤。</translation>
    </message>
    <message>
        <source>there is no column “%1”.</source>
        <translation>没有列“%1”。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no output &quot;%2&quot;.</source>
        <translation>“%1”没有输出“%2”。</translation>
    </message>
    <message>
        <source>A size cannot be 0.</source>
        <translation>大小不能为 0。</translation>
    </message>
    <message>
        <source>Axis %1 stands twice.</source>
        <translation>第 %1 维出现了两次。</translation>
    </message>
    <message>
        <source>Write ^ for powers.</source>
        <translation>乘方请写 ^。</translation>
    </message>
    <message>
        <source>%1 holds no array “%2”.</source>
        <translation>%1 里没有数组“%2”。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes a number.</source>
        <translation>“%1”需要数字。</translation>
    </message>
    <message>
        <source>%1 is %2; it must be %3.</source>
        <translation>%1 是 %2；它必须是%3。</translation>
    </message>
    <message>
        <source>%1 has no column “%2”.</source>
        <translation>%1 没有列“%2”。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes one of %2.</source>
        <translation>“%1”只能取 %2 之一。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes a text.</source>
        <translation>“%1”需要文本。</translation>
    </message>
    <message>
        <source>Transform %1 (%2): %3</source>
        <translation>变换步骤 %1（%2）：%3</translation>
    </message>
    <message>
        <source>Cleaning %1 (%2): %3</source>
        <translation>清洗步骤 %1（%2）：%3</translation>
    </message>
    <message>
        <source>between %1 and %2</source>
        <translation>%1 到 %2 之间</translation>
    </message>
    <message>
        <source>Source %1 (%2): %3</source>
        <translation>来源 %1（%2）：%3</translation>
    </message>
    <message>
        <source>any number</source>
        <translation>任意</translation>
    </message>
    <message>
        <source>Input (%1): %2</source>
        <translation>输入（%1）：%2</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>left out: %1</source>
        <translation>已略过：%1</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>至少 %1</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <translation>%1 到 %2 之间</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>至多 %1</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>%1 之一</translation>
    </message>
    <message>
        <source>Split: %1</source>
        <translation>划分：%1</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Data: %1</source>
        <translation>数据：%1</translation>
    </message>
    <message>
        <source>images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Cleaning (fill_missing): “%1” has no value in the training part to fill the missing ones with; drop the column, or fill it with a constant.</source>
        <translation>清洗（fill_missing）：“%1”在训练部分没有可用来填补的值；请去掉这一列，或用常数填补。</translation>
    </message>
    <message>
        <source>A GRU reads at most %1 steps, and this sequence has %2; take shorter ones, or an LSTM.</source>
        <translation>GRU 最多读取 %1 步，而这个序列有 %2 步；请用更短的序列，或改用 LSTM。</translation>
    </message>
    <message>
        <source>Mean IoU takes at most %1 classes.</source>
        <translation>平均 IoU 最多支持 %1 个类别。</translation>
    </message>
    <message>
        <source>Indices of %1 do not fit %2: they need as many axes, and only the one picked from may be longer.</source>
        <translation>%1 的序号与 %2 不匹配：轴数须相同，且只有取数的那个轴可以更长。</translation>
    </message>
    <message>
        <source>Axis %1 has %2 elements, too few to be reflected that far.</source>
        <translation>轴 %1 只有 %2 个元素，不够反射这么远。</translation>
    </message>
    <message>
        <source>The samples of the indices are not those of the data.</source>
        <translation>序号的样本与数据的样本不一致。</translation>
    </message>
    <message>
        <source>There are only %1 channels; take a smaller size.</source>
        <translation>只有 %1 个通道；请取更小的大小。</translation>
    </message>
    <message>
        <source>This takes samples × units, here %1, but has %2.</source>
        <translation>这里需要 样本 × 单元（此处为 %1），但得到 %2。</translation>
    </message>
    <message>
        <source>There is nothing behind the samples to repeat.</source>
        <translation>样本之后没有可以重复的轴。</translation>
    </message>
    <message>
        <source>The result would have more than 8 axes.</source>
        <translation>结果的轴会多于 8 个。</translation>
    </message>
    <message>
        <source>Stopped after %1 steps. No checkpoint could be written: %2</source>
        <translation>%1 步后停止。无法写入检查点：%2</translation>
    </message>
    <message>
        <source>Stopped early after %1 steps: %2 was best at step %3.</source>
        <translation>%1 步后提前停止：%2 在第 %3 步最佳。</translation>
    </message>
    <message>
        <source>Stopped early after 1 step: %1 was best at step %2.</source>
        <translation>1 步后提前停止：%1 在第 %2 步最佳。</translation>
    </message>
    <message>
        <source>The memory is used up; take a smaller batch, or a smaller network.</source>
        <translation>内存已用完；请减小批大小，或使用更小的网络。</translation>
    </message>
    <message>
        <source>There is no NVIDIA driver on this machine (%1). Choose the device &quot;cpu&quot; or &quot;auto&quot;.</source>
        <translation>这台机器上没有 NVIDIA 驱动程序（%1）。请选择设备“cpu”或“auto”。</translation>
    </message>
    <message>
        <source>Stopped before the first step.</source>
        <translation>在第一步之前停止。</translation>
    </message>
    <message>
        <source>Weft has made a mistake: %1</source>
        <translation>Weft 出错了：%1</translation>
    </message>
    <message>
        <source>Finished after %1 steps.</source>
        <translation>%1 步后完成。</translation>
    </message>
    <message>
        <source>Stopped after %1 steps.</source>
        <translation>%1 步后停止。</translation>
    </message>
    <message>
        <source>A whitening start looks at all channels at once; set groups to 1, or choose another start.</source>
        <translation>白化初始化会同时考察所有通道；请将 groups 设为 1，或选择其他初始化方式。</translation>
    </message>
    <message>
        <source>A whitening start is worked out from the data, so x has to come straight from an input; choose another start, or put this layer first.</source>
        <translation>白化初始化由数据算出，因此 x 必须直接来自输入；请选择其他初始化方式，或将此层放在最前面。</translation>
    </message>
    <message>
        <source>A whitening start takes windows of at most 256 numbers, and these have %1; make the kernel smaller, or choose another start.</source>
        <translation>白化初始化的窗口最多含 256 个数，而这里有 %1 个；请减小卷积核，或选择其他初始化方式。</translation>
    </message>
    <message>
        <source>%1 has no setting %2, so it does nothing; correct its name, or remove it.</source>
        <translation>%1 没有名为 %2 的设置，因此它不起作用；请更正名称，或将其删除。</translation>
    </message>
    <message>
        <source>This training stops when its window is closed: there can be no socket in &quot;%1&quot; (%2).</source>
        <translation>关闭窗口后此训练将停止：无法在“%1”中建立套接字（%2）。</translation>
    </message>
    <message>
        <source>The memory is used up; close other programs, or take less data.</source>
        <translation>内存已用尽；请关闭其他程序，或减少数据。</translation>
    </message>
    <message>
        <source>the column “%1” has what the data of the training did not have: %2; mend it, leave those samples out, or train from the beginning.</source>
        <translation>列“%1”里有训练数据所没有的内容：%2；请改正它，去掉这些样本，或者重新开始训练。</translation>
    </message>
    <message>
        <source>the column “%1” has what the data of the training did not have: %2; leave it out, or train from the beginning.</source>
        <translation>列“%1”里有训练数据所没有的内容：%2；请去掉它，或者重新开始训练。</translation>
    </message>
    <message>
        <source>The column “%1” has what the data of the training did not have: %2; that counts as missing.</source>
        <translation>列“%1”里有训练数据所没有的内容：%2；这算作缺失。</translation>
    </message>
    <message>
        <source>“%1” misses a value in line %2, and the project does not say what to fill in; mend it, or leave the sample out.</source>
        <translation>“%1”在第 %2 行缺少一个值，而项目没有说明用什么填补；请补上它，或者去掉这个样本。</translation>
    </message>
    <message>
        <source>“%1” misses a value in sample %2, and the project does not say what to fill in; mend it, or leave the sample out.</source>
        <translation>“%1”在样本 %2 中缺少一个值，而项目没有说明用什么填补；请补上它，或者去掉这个样本。</translation>
    </message>
    <message>
        <source>the column “%1” holds %2 (%3), but held %4 (%5) in the training; give it what it had.</source>
        <translation>列“%1”里是%2（%3），但训练时是%4（%5）；请给它原来的内容。</translation>
    </message>
    <message>
        <source>there is no column “%1” any more, which the network was trained with; put it back.</source>
        <translation>列“%1”已经没有了，而网络是用它训练的；请把它放回去。</translation>
    </message>
    <message>
        <source>The data has no column “%1” any more; it counts as missing.</source>
        <translation>数据里已经没有列“%1”；它算作缺失。</translation>
    </message>
    <message>
        <source>“%1” (line %2)</source>
        <translation>“%1”（第 %2 行）</translation>
    </message>
    <message>
        <source>column %1 and column %2 are both called “%3”; the second one goes by “%4” here. Give each a name of its own.</source>
        <translation>第 %1 列和第 %2 列都叫“%3”；后一列在这里叫“%4”。请给它们各自的名称。</translation>
    </message>
    <message>
        <source>Could not read &quot;%1&quot;: it ends at byte %2, but %3 more were expected. It was cut off.</source>
        <translation>无法读取“%1”：文件在第 %2 字节处结束，但还应有 %3 字节，它被截断了。</translation>
    </message>
    <message>
        <source>Could not read &quot;%1&quot;: it is larger than %2 bytes, the most that is read of such a file.</source>
        <translation>无法读取“%1”：它超过 %2 字节，这类文件最多读取这么多。</translation>
    </message>
    <message>
        <source>Could not write &quot;%1&quot;: what was written reads back differently. Do not trust this disk (or this computer&apos;s memory); the old version is untouched.</source>
        <translation>无法写入“%1”：读回的内容与写入的不同。请不要信任这块磁盘（或这台计算机的内存）；旧版本未被改动。</translation>
    </message>
    <message>
        <source>Could not write &quot;%1&quot;: it reads back differently. %2 Do not trust this disk (or this computer&apos;s memory).</source>
        <translation>无法写入“%1”：读回的内容不同。%2 请不要信任这块磁盘（或这台计算机的内存）。</translation>
    </message>
    <message>
        <source>%1 &quot;%2&quot; is the new version, and the one before it is in &quot;%3&quot;.</source>
        <translation>%1 “%2”是新版本，之前的版本在“%3”中。</translation>
    </message>
    <message>
        <source>Could not look at &quot;%1&quot;: %2</source>
        <translation>无法查看“%1”：%2</translation>
    </message>
    <message>
        <source>Could not read &quot;%1&quot;: %2</source>
        <translation>无法读取“%1”：%2</translation>
    </message>
    <message>
        <source>Could not write &quot;%1&quot;: %2</source>
        <translation>无法写入“%1”：%2</translation>
    </message>
    <message>
        <source>Could not set the permissions of &quot;%1&quot;: %2</source>
        <translation>无法设置“%1”的权限：%2</translation>
    </message>
    <message>
        <source>Could not write to the disk &quot;%1&quot;: %2</source>
        <translation>无法将“%1”写入磁盘：%2</translation>
    </message>
    <message>
        <source>Could not finish writing &quot;%1&quot;: %2</source>
        <translation>无法完成写入“%1”：%2</translation>
    </message>
    <message>
        <source>Could not open &quot;%1&quot;: %2</source>
        <translation>无法打开“%1”：%2</translation>
    </message>
    <message>
        <source>Could not create &quot;%1&quot;: %2</source>
        <translation>无法创建“%1”：%2</translation>
    </message>
    <message>
        <source>Could not follow &quot;%1&quot;: %2</source>
        <translation>无法跟随链接“%1”：%2</translation>
    </message>
    <message>
        <source>Could not list &quot;%1&quot;: %2</source>
        <translation>无法列出“%1”的内容：%2</translation>
    </message>
    <message>
        <source>Could not ask for the free space at &quot;%1&quot;: %2</source>
        <translation>无法查询“%1”处的可用空间：%2</translation>
    </message>
    <message>
        <source>Could not make the folder &quot;%1&quot;: %2</source>
        <translation>无法创建文件夹“%1”：%2</translation>
    </message>
    <message>
        <source>Could not give another name to &quot;%1&quot;: %2</source>
        <translation>无法给“%1”另起名称：%2</translation>
    </message>
    <message>
        <source>Could not rename &quot;%1&quot; to &quot;%2&quot;: %3</source>
        <translation>无法将“%1”重命名为“%2”：%3</translation>
    </message>
    <message>
        <source>Could not remove &quot;%1&quot;: %2</source>
        <translation>无法删除“%1”：%2</translation>
    </message>
    <message>
        <source>the disk is full. Free some space, then try again.</source>
        <translation>磁盘已满。请腾出空间后重试。</translation>
    </message>
    <message>
        <source>your disk quota is used up. Free some space, then try again.</source>
        <translation>您的磁盘配额已用完。请腾出空间后重试。</translation>
    </message>
    <message>
        <source>the file would pass the size limit of this process or file system.</source>
        <translation>文件将超过此进程或文件系统的大小限制。</translation>
    </message>
    <message>
        <source>permission denied. Check the permissions, or choose another place.</source>
        <translation>权限不足。请检查权限，或选择其他位置。</translation>
    </message>
    <message>
        <source>this disk is read-only. Choose another place.</source>
        <translation>这块磁盘是只读的。请选择其他位置。</translation>
    </message>
    <message>
        <source>too many files are open. Close something, or raise the limit (ulimit -n).</source>
        <translation>打开的文件过多。请关闭一些，或提高限制（ulimit -n）。</translation>
    </message>
    <message>
        <source>the disk reports an input/output error. Check the disk, and save to another one.</source>
        <translation>磁盘报告输入/输出错误。请检查磁盘，并保存到另一块磁盘。</translation>
    </message>
    <message>
        <source>there is no such file or folder.</source>
        <translation>没有这个文件或文件夹。</translation>
    </message>
    <message>
        <source>a part of the path is not a folder.</source>
        <translation>路径中有一部分不是文件夹。</translation>
    </message>
    <message>
        <source>the name is taken.</source>
        <translation>名称已被占用。</translation>
    </message>
    <message>
        <source>it is a folder, not a file.</source>
        <translation>它是文件夹，不是文件。</translation>
    </message>
    <message>
        <source>its links go round in a circle.</source>
        <translation>它的链接绕成了一圈。</translation>
    </message>
    <message>
        <source>the name is too long.</source>
        <translation>名称过长。</translation>
    </message>
    <message>
        <source>it would have to move to another disk.</source>
        <translation>这需要移动到另一块磁盘。</translation>
    </message>
    <message>
        <source>the system says: %1.</source>
        <translation>系统提示：%1。</translation>
    </message>
    <message>
        <source>it is a device or a pipe, not a file.</source>
        <translation>它是设备或管道，不是文件。</translation>
    </message>
    <message>
        <source>a file has that name.</source>
        <translation>已有文件使用该名称。</translation>
    </message>
    <message>
        <source>a folder or a device has that name.</source>
        <translation>已有文件夹或设备使用该名称。</translation>
    </message>
    <message>
        <source>the file is read-only. Change that, or choose another name.</source>
        <translation>文件是只读的。请更改权限，或另选名称。</translation>
    </message>
    <message>
        <source>it exists, and what is published is never overwritten.</source>
        <translation>它已存在，而已发布的内容不会被覆盖。</translation>
    </message>
    <message>
        <source>A published folder cannot hold a file called &quot;%1&quot;.</source>
        <translation>已发布的文件夹中不能有名为“%1”的文件。</translation>
    </message>
    <message>
        <source>The path &quot;%1…&quot; contains a zero byte.</source>
        <translation>路径“%1…”含有零字节。</translation>
    </message>
    <message>
        <source>A path of the data section holds a NUL character.</source>
        <translation>数据部分的一个路径含有 NUL 字符。</translation>
    </message>
    <message>
        <source>The path %1 is not allowed here: %2</source>
        <translation>这里不允许路径 %1：%2</translation>
    </message>
    <message>
        <source>it contains a zero byte.</source>
        <translation>它含有零字节。</translation>
    </message>
    <message>
        <source>it must be relative.</source>
        <translation>它必须是相对路径。</translation>
    </message>
    <message>
        <source>it contains a backslash; separate folders by &quot;/&quot;.</source>
        <translation>它含有反斜杠；请用“/”分隔文件夹。</translation>
    </message>
    <message>
        <source>it is too long.</source>
        <translation>它过长。</translation>
    </message>
    <message>
        <source>it names no file.</source>
        <translation>它没有指明文件。</translation>
    </message>
    <message>
        <source>it contains &quot;..&quot;.</source>
        <translation>它含有“..”。</translation>
    </message>
    <message>
        <source>a link in it leads out of the folder.</source>
        <translation>其中的链接指向文件夹之外。</translation>
    </message>
    <message>
        <source>a name in it is too long.</source>
        <translation>其中有名称过长。</translation>
    </message>
    <message>
        <source>The path of the data is empty; choose a file or a folder.</source>
        <translation>数据的路径为空；请选择文件或文件夹。</translation>
    </message>
    <message>
        <source>The data %1 cannot be found: the environment variable %2 is not set. Set it to the folder that holds the data, or choose the file itself.</source>
        <translation>找不到数据 %1：未设置环境变量 %2。请将它设为存放数据的文件夹，或直接选择文件。</translation>
    </message>
    <message>
        <source>The data %1 cannot be found: a &quot;${&quot; has no &quot;}&quot;.</source>
        <translation>找不到数据 %1：有一个“${”缺少“}”。</translation>
    </message>
    <message>
        <source>The data %1 cannot be found: there is no %2 in %3. Put the data there, or choose where it is.</source>
        <translation>找不到数据 %1：%3 中没有 %2。请把数据放到那里，或选择它所在的位置。</translation>
    </message>
    <message>
        <source>%1, but WEFT_DATA is not set; set this environment variable to the folder that holds the data sets, or choose it in the window&apos;s settings.</source>
        <translation>%1，但未设置 WEFT_DATA；请将此环境变量设为存放数据集的文件夹，或在窗口的设置中选择。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is there already; move it away, or rename the project.</source>
        <translation>“%1”已存在；请把它移走，或重命名项目。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is there already; name another project, or move it away.</source>
        <translation>“%1”已存在；请指定另一个项目，或把它移走。</translation>
    </message>
    <message>
        <source>There is a block &quot;%1&quot; in the library already.</source>
        <translation>库中已有模块“%1”。</translation>
    </message>
    <message>
        <source>There is no block in this file.</source>
        <translation>此文件中没有模块。</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read.</source>
        <translation>无法读取 %1。</translation>
    </message>
    <message>
        <source>This project is from a newer Weft (its format is version %1, this program knows %2): update Weft to change it; the file stays as it is. (%3)</source>
        <translation>此项目来自更新版本的 Weft（其格式为第 %1 版，本程序支持到第 %2 版）：请更新 Weft 后再修改；文件保持原样。（%3）</translation>
    </message>
    <message>
        <source>This project is from a newer Weft (its format is version %1, this program knows %2): update Weft to change it; the file stays as it is.</source>
        <translation>此项目来自更新版本的 Weft（其格式为第 %1 版，本程序支持到第 %2 版）：请更新 Weft 后再修改；文件保持原样。</translation>
    </message>
    <message>
        <source>This project cannot be saved as it is: %1</source>
        <translation>此项目无法按现状保存：%1</translation>
    </message>
    <message>
        <source>this is no Weft project: &quot;weft&quot;, the version of its format, is missing.</source>
        <translation>这不是 Weft 项目：缺少格式版本“weft”。</translation>
    </message>
    <message>
        <source>this is no Weft project: expected an object, found %1.</source>
        <translation>这不是 Weft 项目：应为对象，却是%1。</translation>
    </message>
    <message>
        <source>weft: expected the version of the format, a whole number from 0 on.</source>
        <translation>weft：应为格式版本，即不小于 0 的整数。</translation>
    </message>
    <message>
        <source>the key &quot;%1&quot; at line %2, column %3 stands twice in one object; remove one of them.</source>
        <translation>第 %2 行第 %3 列的键“%1”在同一对象中出现了两次；请删除其中一个。</translation>
    </message>
    <message>
        <source>the number %1 at line %2, column %3 is too large.</source>
        <translation>第 %2 行第 %3 列的数 %1 过大。</translation>
    </message>
    <message>
        <source>not valid JSON at line %1, column %2: unexpected &quot;%3&quot;.</source>
        <translation>第 %1 行第 %2 列不是有效的 JSON：意外的“%3”。</translation>
    </message>
    <message>
        <source>not valid JSON at line %1, column %2.</source>
        <translation>第 %1 行第 %2 列不是有效的 JSON。</translation>
    </message>
    <message>
        <source>it holds more than %1 values at line %2, column %3.</source>
        <translation>到第 %2 行第 %3 列，其中的值已超过 %1 个。</translation>
    </message>
    <message>
        <source>it is nested deeper than %1 levels at line %2, column %3.</source>
        <translation>在第 %2 行第 %3 列，嵌套超过 %1 层。</translation>
    </message>
    <message>
        <source>it is larger than %1 MiB.</source>
        <translation>它大于 %1 MiB。</translation>
    </message>
    <message>
        <source>expected a whole number of at most 64 bits, found %1.</source>
        <translation>应为不超过 64 位的整数，却是 %1。</translation>
    </message>
    <message>
        <source>expected 1 to %1 copies, found %2.</source>
        <translation>应为 1 到 %1 份，却是 %2。</translation>
    </message>
    <message>
        <source>expected %1, found %2.</source>
        <translation>应为%1，却是%2。</translation>
    </message>
    <message>
        <source>a text of %1 bytes; at most %2 are allowed here.</source>
        <translation>文本有 %1 字节；这里最多允许 %2 字节。</translation>
    </message>
    <message>
        <source>a list of %1; at most %2 are allowed here.</source>
        <translation>列表有 %1 项；这里最多允许 %2 项。</translation>
    </message>
    <message>
        <source>a wire of the draft form needs &quot;port&quot; and &quot;from&quot;.</source>
        <translation>草稿格式的连线需要“port”和“from”。</translation>
    </message>
    <message>
        <source>the name is longer than %1 bytes.</source>
        <translation>名称超过 %1 字节。</translation>
    </message>
    <message>
        <source>more than %1 wires into one node.</source>
        <translation>连到一个节点的连线超过 %1 条。</translation>
    </message>
    <message>
        <source>a port&apos;s name has 1 to %1 bytes.</source>
        <translation>端口名称应为 1 到 %1 字节。</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>空值</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is being trained by another program (process %2); stop that one first.</source>
        <translation>“%1”正由另一个程序训练（进程 %2）；请先停止它。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; holds checkpoints, but its run.json is missing; bring the file back, or train anew.</source>
        <translation>“%1”中有检查点，但缺少 run.json；请恢复该文件，或重新训练。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; holds checkpoints, but its run.json is missing.</source>
        <translation>“%1”中有检查点，但缺少 run.json。</translation>
    </message>
    <message>
        <source>There is no &quot;%1&quot;; name a project, the folder of a run, or a checkpoint.</source>
        <translation>没有“%1”；请指定项目、运行的文件夹或检查点。</translation>
    </message>
    <message>
        <source>%1 So this run&apos;s weights cannot be used; bring the file back, or train anew.</source>
        <translation>%1 因此无法使用此运行的权重；请恢复该文件，或重新训练。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no intact checkpoint: %2</source>
        <translation>“%1”没有完好的检查点：%2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no intact checkpoint.</source>
        <translation>“%1”没有完好的检查点。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has become infinite or not a number, so no checkpoint was written; the last one is kept. Take a smaller learning rate.</source>
        <translation>“%1”变成了无穷大或非数值，因此没有写入检查点；上一个已保留。请减小学习率。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no &quot;%2&quot;: the project has been changed since. Train it from the beginning.</source>
        <translation>“%1”中没有“%2”：项目在那之后已更改。请从头训练。</translation>
    </message>
    <message>
        <source>In &quot;%1&quot;, &quot;%2&quot; is %3, but the project wants %4: it has been changed since. Train it from the beginning.</source>
        <translation>“%1”中的“%2”是 %3，而项目需要 %4：项目在那之后已更改。请从头训练。</translation>
    </message>
    <message>
        <source>The checkpoint has other losses and metrics than the project; train from the beginning.</source>
        <translation>检查点的损失和指标与项目不同；请从头训练。</translation>
    </message>
    <message>
        <source>The checkpoint&apos;s &quot;%1&quot; is damaged or missing; use an older checkpoint.</source>
        <translation>检查点的“%1”已损坏或缺失；请使用更早的检查点。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not the folder of a run: there is no %2 in it.</source>
        <translation>“%1”不是运行的文件夹：其中没有 %2。</translation>
    </message>
    <message>
        <source>It is not a checkpoint of Weft.</source>
        <translation>它不是 Weft 的检查点。</translation>
    </message>
    <message>
        <source>It was written by a newer version of Weft; use that one.</source>
        <translation>它由更新版本的 Weft 写入；请使用该版本。</translation>
    </message>
    <message>
        <source>it was written by a newer version of Weft; use that one.</source>
        <translation>它由更新版本的 Weft 写入；请使用该版本。</translation>
    </message>
    <message>
        <source>it is damaged: it does not say how data was prepared.</source>
        <translation>它已损坏：没有说明数据是如何准备的。</translation>
    </message>
    <message>
        <source>it is damaged: it does not describe a run of Weft.</source>
        <translation>它已损坏：没有描述 Weft 的运行。</translation>
    </message>
    <message>
        <source>it is damaged: %1</source>
        <translation>它已损坏：%1</translation>
    </message>
    <message>
        <source>it is not a manifest.</source>
        <translation>它不是清单。</translation>
    </message>
    <message>
        <source>its list of files is damaged.</source>
        <translation>它的文件列表已损坏。</translation>
    </message>
    <message>
        <source>it has been changed.</source>
        <translation>它已被更改。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be used: %2</source>
        <translation>无法使用“%1”：%2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has %2 bytes instead of %3: it was cut off or changed.</source>
        <translation>“%1”有 %2 字节，而应为 %3：它被截断或更改了。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is damaged: its checksum is not the one that was written.</source>
        <translation>“%1”已损坏：校验和与写入时不同。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is missing or not what it should be.</source>
        <translation>“%1”缺失，或不是应有的内容。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is missing.</source>
        <translation>缺少“%1”。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a file.</source>
        <translation>“%1”不是文件。</translation>
    </message>
    <message>
        <source>The folder &quot;%1&quot; cannot be opened.</source>
        <translation>无法打开文件夹“%1”。</translation>
    </message>
    <message>
        <source>A line of the training&apos;s worker is too long.</source>
        <translation>训练进程发来的一行过长。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no numbers for any weight of this network; its names are such as &quot;%2&quot;, the network&apos;s such as &quot;%3&quot;.</source>
        <translation>“%1”中没有适合此网络任何权重的数；其名称形如“%2”，网络的形如“%3”。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no numbers that fit %2.</source>
        <translation>“%1”中没有适合 %2 的数。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; holds numbers that are infinite or none.</source>
        <translation>“%1”中有无穷大或非数值。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is damaged or not a safetensors file: %2</source>
        <translation>“%1”已损坏，或不是 safetensors 文件：%2</translation>
    </message>
    <message>
        <source>its tensor &quot;%1&quot; has a shape that needs %2 bytes, but %3 are set aside for it.</source>
        <translation>其张量“%1”的形状需要 %2 字节，但只为它留了 %3 字节。</translation>
    </message>
    <message>
        <source>its tensor &quot;%1&quot; has a size that is not a whole number.</source>
        <translation>其张量“%1”有一个大小不是整数。</translation>
    </message>
    <message>
        <source>its tensor &quot;%1&quot; has an unknown type, &quot;%2&quot;.</source>
        <translation>其张量“%1”的类型“%2”未知。</translation>
    </message>
    <message>
        <source>its tensor &quot;%1&quot; has more than 8 dimensions.</source>
        <translation>其张量“%1”超过 8 维。</translation>
    </message>
    <message>
        <source>its tensor &quot;%1&quot; has no &quot;dtype&quot;.</source>
        <translation>其张量“%1”没有“dtype”。</translation>
    </message>
    <message>
        <source>its tensor &quot;%1&quot; has no &quot;%2&quot;.</source>
        <translation>其张量“%1”没有“%2”。</translation>
    </message>
    <message>
        <source>its tensor &quot;%1&quot; needs two data_offsets.</source>
        <translation>其张量“%1”需要两个 data_offsets。</translation>
    </message>
    <message>
        <source>its tensor &quot;%1&quot; ends before it begins.</source>
        <translation>其张量“%1”的结尾在开头之前。</translation>
    </message>
    <message>
        <source>its tensor &quot;%1&quot; is too large.</source>
        <translation>其张量“%1”过大。</translation>
    </message>
    <message>
        <source>its %1 is %2, not an object.</source>
        <translation>其 %1 是%2，而不是对象。</translation>
    </message>
    <message>
        <source>its %1 holds %2, not only text.</source>
        <translation>其 %1 含有%2，而不仅是文本。</translation>
    </message>
    <message>
        <source>two of its tensors overlap.</source>
        <translation>其中有两个张量重叠。</translation>
    </message>
    <message>
        <source>it has bytes that belong to no tensor.</source>
        <translation>其中有不属于任何张量的字节。</translation>
    </message>
    <message>
        <source>it was cut off: %1 bytes are missing at its end.</source>
        <translation>它被截断：末尾缺少 %1 字节。</translation>
    </message>
    <message>
        <source>it has %1 bytes at its end that belong to no tensor.</source>
        <translation>末尾有 %1 字节不属于任何张量。</translation>
    </message>
    <message>
        <source>it is too short.</source>
        <translation>它太短。</translation>
    </message>
    <message>
        <source>the length of its header is wrong.</source>
        <translation>其文件头的长度有误。</translation>
    </message>
    <message>
        <source>its header is not JSON.</source>
        <translation>其文件头不是 JSON。</translation>
    </message>
    <message>
        <source>Two tensors are called &quot;%1&quot; (or it is a reserved name); rename one.</source>
        <translation>有两个张量名为“%1”（或它是保留名称）；请重命名其中一个。</translation>
    </message>
    <message>
        <source>There are too many tensors for one safetensors file; split them.</source>
        <translation>一个 safetensors 文件放不下这么多张量；请分开存放。</translation>
    </message>
    <message>
        <source>The system&apos;s OpenSSL library cannot compute SHA-256; check its installation.</source>
        <translation>系统的 OpenSSL 库无法计算 SHA-256；请检查其安装。</translation>
    </message>
    <message>
        <source>The column “%1” holds text, which a network cannot take; add the transform class_index to make classes of it.</source>
        <translation>列“%1”是文本，网络无法接受；请添加变换 class_index 把它变成类别。</translation>
    </message>
    <message>
        <source>The column “%1” is asked for as %2; data is delivered as f32, f64 or i32.</source>
        <translation>列“%1”被要求为 %2；数据以 f32、f64 或 i32 提供。</translation>
    </message>
    <message>
        <source>The data has no column “%1”; choose another for this input.</source>
        <translation>数据中没有列“%1”；请为此输入另选一列。</translation>
    </message>
    <message>
        <source>The data has no column “%1”.</source>
        <translation>数据中没有列“%1”。</translation>
    </message>
    <message>
        <source>More than 4 billion samples cannot be shuffled.</source>
        <translation>无法打乱超过 40 亿个样本。</translation>
    </message>
    <message>
        <source>No thread could be started to prepare batches; the machine may be out of memory.</source>
        <translation>无法启动准备批次的线程；机器的内存可能已用完。</translation>
    </message>
    <message>
        <source>%1: holds the label %2; labels count from 0 and stay below 100,000.</source>
        <translation>%1：含有标签 %2；标签从 0 数起，须小于 100,000。</translation>
    </message>
    <message>
        <source>%1: %2 samples of %3 do not fit in half of this machine&apos;s memory; use fewer samples or smaller ones.</source>
        <translation>%1：%2 个大小为 %3 的样本放不进这台机器一半的内存；请使用更少或更小的样本。</translation>
    </message>
    <message>
        <source>%1: has %2 bytes, which is not a number of records of %3; the file is not complete, or not of CIFAR-10&apos;s binary version.</source>
        <translation>%1：有 %2 字节，不是每条 %3 字节的整数条记录；文件不完整，或不是 CIFAR-10 的二进制版。</translation>
    </message>
    <message>
        <source>%1: record %2 has the label %3; labels go from 0 to 9, so this is not CIFAR-10&apos;s binary version.</source>
        <translation>%1：第 %2 条记录的标签是 %3；标签为 0 到 9，因此这不是 CIFAR-10 的二进制版。</translation>
    </message>
    <message>
        <source>%1: line %2 has more than 10,000 columns; check the delimiter.</source>
        <translation>%1：第 %2 行超过 10,000 列；请检查分隔符。</translation>
    </message>
    <message>
        <source>%1: the quote that opens in line %2 is never closed; set quotes to false if quotes are plain characters in this file.</source>
        <translation>%1：第 %2 行开始的引号没有结束；如果引号在此文件中是普通字符，请将 quotes 设为 false。</translation>
    </message>
    <message>
        <source>%1: line %2 has text behind a closing quote; set quotes to false if quotes are plain characters in this file.</source>
        <translation>%1：第 %2 行的结束引号之后还有文本；如果引号在此文件中是普通字符，请将 quotes 设为 false。</translation>
    </message>
    <message>
        <source>%1: is UTF-16; save it as UTF-8.</source>
        <translation>%1：是 UTF-16；请另存为 UTF-8。</translation>
    </message>
    <message>
        <source>%1: byte %2 is zero, so this is not a text file.</source>
        <translation>%1：第 %2 字节为零，因此这不是文本文件。</translation>
    </message>
    <message>
        <source>%1: byte %2 is not UTF-8; convert the file to UTF-8.</source>
        <translation>%1：第 %2 字节不是 UTF-8；请将文件转换为 UTF-8。</translation>
    </message>
    <message>
        <source>%1: has too many fields for this machine&apos;s memory; use a part of it.</source>
        <translation>%1：字段过多，这台机器的内存放不下；请只用其中一部分。</translation>
    </message>
    <message>
        <source>%1: this is not an IDX file (it should begin with 00 00, a type from 08 to 0E, and a rank).</source>
        <translation>%1：这不是 IDX 文件（应以 00 00、08 到 0E 的类型和维数开头）。</translation>
    </message>
    <message>
        <source>%1: has %2 dimensions; 1 to 4 can be read.</source>
        <translation>%1：有 %2 维；可以读取 1 到 4 维。</translation>
    </message>
    <message>
        <source>%1: has %2 dimensions; up to 8 can be read.</source>
        <translation>%1：有 %2 维；最多可以读取 8 维。</translation>
    </message>
    <message>
        <source>%1: ends within its header; the file is not complete.</source>
        <translation>%1：在文件头内就结束了；文件不完整。</translation>
    </message>
    <message>
        <source>%1: its header promises %2 values of %3 bytes, but %4 bytes follow; the file is not complete, or not IDX.</source>
        <translation>%1：文件头声明有 %2 个值，每个 %3 字节，但后面有 %4 字节；文件不完整，或不是 IDX。</translation>
    </message>
    <message>
        <source>%1: its header promises %2 values of %3 bytes, but %4 bytes follow; the file is not complete.</source>
        <translation>%1：文件头声明有 %2 个值，每个 %3 字节，但后面有 %4 字节；文件不完整。</translation>
    </message>
    <message>
        <source>%1: has %2 labels, but %3 has %4 samples; these two do not belong together.</source>
        <translation>%1：有 %2 个标签，但 %3 有 %4 个样本；两者不是一套。</translation>
    </message>
    <message>
        <source>%1: is %2×%3, but its picture is %4×%5.</source>
        <translation>%1：是 %2×%3，但对应的图片是 %4×%5。</translation>
    </message>
    <message>
        <source>%1: holds the value %2, which is no class; name it in values or classes, or as the one to ignore.</source>
        <translation>%1：含有值 %2，它不是类别；请在 values 或 classes 中写明，或将它设为要忽略的值。</translation>
    </message>
    <message>
        <source>%1: broken gzip data; get the file again.</source>
        <translation>%1：gzip 数据损坏；请重新获取文件。</translation>
    </message>
    <message>
        <source>%1: broken packed data (%2); get the file again.</source>
        <translation>%1：压缩数据损坏（%2）；请重新获取文件。</translation>
    </message>
    <message>
        <source>%1: broken packed data; get the file again.</source>
        <translation>%1：压缩数据损坏；请重新获取文件。</translation>
    </message>
    <message>
        <source>%1: zlib could not start; the machine may be out of memory.</source>
        <translation>%1：zlib 无法启动；机器的内存可能已用完。</translation>
    </message>
    <message>
        <source>libpng could not start; the machine may be out of memory.</source>
        <translation>libpng 无法启动；机器的内存可能已用完。</translation>
    </message>
    <message>
        <source>%1: unpacks to more than %2 MiB, far more than real data does; save the arrays without packing if it is meant.</source>
        <translation>%1：解压后超过 %2 MiB，远多于真实数据；如果确实如此，请不压缩地保存数组。</translation>
    </message>
    <message>
        <source>%1: unpacks to more than %2 MiB, far more than real data does; unpack it by hand if it is meant.</source>
        <translation>%1：解压后超过 %2 MiB，远多于真实数据；如果确实如此，请手动解压。</translation>
    </message>
    <message>
        <source>%1: unpacks to %2 bytes instead of the %3 that the archive states; get the file again.</source>
        <translation>%1：解压后为 %2 字节，而归档中注明的是 %3 字节；请重新获取文件。</translation>
    </message>
    <message>
        <source>%1: the packed data ends too early; the file is not complete, get it again.</source>
        <translation>%1：压缩数据过早结束；文件不完整，请重新获取。</translation>
    </message>
    <message>
        <source>%1: holds %2, which is no index of a class; set whole_numbers to numbers if it is a quantity.</source>
        <translation>%1：含有 %2，它不是类别的序号；如果它是数量，请将 whole_numbers 设为 numbers。</translation>
    </message>
    <message>
        <source>%1: holds a single number; an array with one row a sample is needed.</source>
        <translation>%1：只有一个数；需要每个样本一行的数组。</translation>
    </message>
    <message>
        <source>%1: has %2 samples, but the arrays before it have %3; all must have one row a sample.</source>
        <translation>%1：有 %2 个样本，但之前的数组有 %3 个；所有数组都须每个样本一行。</translation>
    </message>
    <message>
        <source>%1: there are two arrays called “%2”.</source>
        <translation>%1：有两个名为“%2”的数组。</translation>
    </message>
    <message>
        <source>%1: holds records with several fields; save each field as an array of its own.</source>
        <translation>%1：其记录有多个字段；请把每个字段单独存为一个数组。</translation>
    </message>
    <message>
        <source>%1: is not a .npy file.</source>
        <translation>%1：不是 .npy 文件。</translation>
    </message>
    <message>
        <source>%1: is of a version of .npy that is not known (%2); save it again.</source>
        <translation>%1：是未知的 .npy 版本（%2）；请重新保存。</translation>
    </message>
    <message>
        <source>%1: holds Python objects, which could run anything and are not read; save numbers: np.save(path, np.asarray(values, dtype=np.float32)).</source>
        <translation>%1：含有 Python 对象，它们可能执行任何代码，因此不予读取；请保存数值：np.save(path, np.asarray(values, dtype=np.float32))。</translation>
    </message>
    <message>
        <source>%1: holds values of type “%2”, which are not read; save booleans, integers or floats.</source>
        <translation>%1：含有“%2”类型的值，不予读取；请保存布尔值、整数或浮点数。</translation>
    </message>
    <message>
        <source>%1: the picture has no pixels.</source>
        <translation>%1：图片没有像素。</translation>
    </message>
    <message>
        <source>%1: the picture has %2 × %3 pixels; more than %4 million are not read.</source>
        <translation>%1：图片有 %2 × %3 像素；超过 %4 百万像素的不予读取。</translation>
    </message>
    <message>
        <source>%1: the file promises %2 × %3 pixels, but has %4 bytes; it is not complete.</source>
        <translation>%1：文件声明有 %2 × %3 像素，但只有 %4 字节；它不完整。</translation>
    </message>
    <message>
        <source>%1: this JPEG is CMYK, made for printing; save it as RGB.</source>
        <translation>%1：此 JPEG 是用于印刷的 CMYK；请另存为 RGB。</translation>
    </message>
    <message>
        <source>%1: broken JPEG: %2.</source>
        <translation>%1：JPEG 已损坏：%2。</translation>
    </message>
    <message>
        <source>%1: damaged JPEG: %2.</source>
        <translation>%1：JPEG 部分损坏：%2。</translation>
    </message>
    <message>
        <source>%1: broken PNG: %2.</source>
        <translation>%1：PNG 已损坏：%2。</translation>
    </message>
    <message>
        <source>%1: a label picture must be grey or have a palette, 8 bits or fewer, so that its values are classes.</source>
        <translation>%1：标签图片须为灰度或带调色板，且不超过 8 位，这样其值才是类别。</translation>
    </message>
    <message>
        <source>%1: this kind of PNG cannot be read; save it as 8-bit grey or RGB.</source>
        <translation>%1：无法读取这种 PNG；请另存为 8 位灰度或 RGB。</translation>
    </message>
    <message>
        <source>%1: is empty.</source>
        <translation>%1：是空的。</translation>
    </message>
    <message>
        <source>%1: is neither JPEG nor PNG; convert it to one of these.</source>
        <translation>%1：既不是 JPEG 也不是 PNG；请转换为其中一种。</translation>
    </message>
    <message>
        <source>%1: is not PNG; labels must be stored without loss.</source>
        <translation>%1：不是 PNG；标签须无损存储。</translation>
    </message>
    <message>
        <source>%1: is not the picture that training began with; put that one back, or train from the beginning.</source>
        <translation>%1：不是训练开始时的图片；请放回原图，或从头训练。</translation>
    </message>
    <message>
        <source>%1 of %2 pictures cannot be read; the first: %3</source>
        <translation>%2 张图片中有 %1 张无法读取；第一张：%3</translation>
    </message>
    <message>
        <source>%1: this zip archive is cut or broken; get it again.</source>
        <translation>%1：此 zip 归档被截断或已损坏；请重新获取。</translation>
    </message>
    <message>
        <source>%1: is not a zip archive, or its end is missing; get it again.</source>
        <translation>%1：不是 zip 归档，或缺少结尾；请重新获取。</translation>
    </message>
    <message>
        <source>%1: this zip archive is broken; get it again.</source>
        <translation>%1：此 zip 归档已损坏；请重新获取。</translation>
    </message>
    <message>
        <source>%1: holds more than 100,000 members.</source>
        <translation>%1：成员超过 100,000 个。</translation>
    </message>
    <message>
        <source>%1: this zip archive&apos;s directory is broken; get it again.</source>
        <translation>%1：此 zip 归档的目录已损坏；请重新获取。</translation>
    </message>
    <message>
        <source>%1: “%2” is encrypted; save the arrays without a password.</source>
        <translation>%1：“%2”已加密；请不加密码地保存数组。</translation>
    </message>
    <message>
        <source>%1: “%2” is not where the archive&apos;s directory says; get the file again.</source>
        <translation>%1：“%2”不在归档目录所说的位置；请重新获取文件。</translation>
    </message>
    <message>
        <source>%1: the members of this zip archive overlap; that is no honest file.</source>
        <translation>%1：此 zip 归档的成员互相重叠；这不是正常的文件。</translation>
    </message>
    <message>
        <source>%1 is packed in a way (%2) that is not read; save it with np.savez or np.savez_compressed.</source>
        <translation>%1 的压缩方式（%2）不受支持；请用 np.savez 或 np.savez_compressed 保存。</translation>
    </message>
    <message>
        <source>%1 is damaged (its checksum differs); get the file again.</source>
        <translation>%1 已损坏（校验和不符）；请重新获取文件。</translation>
    </message>
    <message>
        <source>%1: what the run has learned of “%2” does not fit; its record is damaged.</source>
        <translation>%1：运行从“%2”学到的内容不符；其记录已损坏。</translation>
    </message>
    <message>
        <source>“%1” in the column “%2” is not a number.</source>
        <translation>列“%2”中的“%1”不是数。</translation>
    </message>
    <message>
        <source>%1, line %2: %3</source>
        <translation>%1，第 %2 行：%3</translation>
    </message>
    <message>
        <source>The update of step %1 would make &quot;%2&quot; infinite or not a number. The weights were not changed and the last checkpoint is kept. Take a smaller learning rate or weight decay.</source>
        <translation>第 %1 步的更新会使“%2”变成无穷大或非数值。权重未改变，最后的检查点已保留。请减小学习率或权重衰减。</translation>
    </message>
    <message>
        <source>The learning rate of step %1 would throw the weights out of what numbers can hold. The weights were not changed and the last checkpoint is kept. Take a smaller learning rate.</source>
        <translation>第 %1 步的学习率会使权重超出数的范围。权重未改变，最后的检查点已保留。请减小学习率。</translation>
    </message>
    <message>
        <source>The learning rate of step %1 would throw &quot;%2&quot; out of what numbers can hold. The weights were not changed and the last checkpoint is kept. Take a smaller learning rate.</source>
        <translation>第 %1 步的学习率会使“%2”超出数的范围。权重未改变，最后的检查点已保留。请减小学习率。</translation>
    </message>
    <message>
        <source>The learning rate of step %1 is too large to be a number in f32; take a smaller one.</source>
        <translation>第 %1 步的学习率大到 f32 无法表示；请减小它。</translation>
    </message>
    <message>
        <source>Before step %1 &quot;%2&quot; was infinite or not a number. The last checkpoint is kept. Take a smaller learning rate.</source>
        <translation>第 %1 步之前，“%2”已是无穷大或非数值。最后的检查点已保留。请减小学习率。</translation>
    </message>
    <message>
        <source>In step %1 the loss or a gradient is infinite or not a number. The weights were not changed and the last checkpoint is kept. Try a smaller learning rate, clip the gradients, or look for missing values in the data.</source>
        <translation>第 %1 步的损失或某个梯度是无穷大或非数值。权重未改变，最后的检查点已保留。请尝试减小学习率、裁剪梯度，或检查数据中的缺失值。</translation>
    </message>
    <message>
        <source>In step %1 the loss or a gradient is infinite or not a number. The weights were not changed and the last checkpoint is kept. Train in bf16, whose numbers may be larger, or look for missing values in the data.</source>
        <translation>第 %1 步的损失或某个梯度是无穷大或非数值。权重未改变，最后的检查点已保留。请改用数值范围更大的 bf16 训练，或检查数据中的缺失值。</translation>
    </message>
    <message>
        <source>In step %1 a result of &quot;%2&quot; is infinite or not a number. The weights were not changed and the last checkpoint is kept. Try a smaller learning rate, clip the gradients, or look for missing values in the data.</source>
        <translation>第 %1 步中“%2”的一个结果是无穷大或非数值。权重未改变，最后的检查点已保留。请尝试减小学习率、裁剪梯度，或检查数据中的缺失值。</translation>
    </message>
    <message>
        <source>In step %1 a result of &quot;%2&quot; is infinite or not a number. The weights were not changed and the last checkpoint is kept. Train in bf16, whose numbers may be larger, or look for missing values in the data.</source>
        <translation>第 %1 步中“%2”的一个结果是无穷大或非数值。权重未改变，最后的检查点已保留。请改用数值范围更大的 bf16 训练，或检查数据中的缺失值。</translation>
    </message>
    <message>
        <source>%1 Not even one sample at a time fits: take a smaller network, or another device.</source>
        <translation>%1 一次一个样本也放不下：请使用更小的网络，或另一个设备。</translation>
    </message>
    <message>
        <source>%1 Batches of %2 fit: set training.batch_size to that, and training.accumulation to %3 for updates as large as before.</source>
        <translation>%1 批大小为 %2 时放得下：请将 training.batch_size 设为该值，并将 training.accumulation 设为 %3，使每次更新与之前一样大。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no samples to show: they are told by the first validation since the training began or was resumed, where every sample has one class.</source>
        <translation>“%1”没有可显示的样本：它们由训练开始或继续后的第一次验证给出，且每个样本须有一个类别。</translation>
    </message>
    <message>
        <source>The training has stopped early already.</source>
        <translation>训练已经提前停止。</translation>
    </message>
    <message>
        <source>An early stop waits for at least one validation, and for a change of 0 or more.</source>
        <translation>提前停止至少要等一次验证，且变化不小于 0。</translation>
    </message>
    <message>
        <source>There is no loss, so there is nothing to observe.</source>
        <translation>没有损失，因此没有可观察的内容。</translation>
    </message>
    <message>
        <source>The network has no Output, so it has no answer; put one behind the scores.</source>
        <translation>网络没有输出节点，因此没有答案；请在得分之后放一个。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no input that the network&apos;s answer hangs on.</source>
        <translation>“%1”不是网络答案所依赖的输入。</translation>
    </message>
    <message>
        <source>A value of the probe is outside of what &quot;%1&quot; can hold.</source>
        <translation>试探样本中有一个值超出“%1”的范围。</translation>
    </message>
    <message>
        <source>A value of the probe is missing or infinite.</source>
        <translation>试探样本中有一个值缺失或为无穷大。</translation>
    </message>
    <message>
        <source>The probe has %1 values, but &quot;%2&quot; takes %3 a sample.</source>
        <translation>试探样本有 %1 个值，而“%2”每个样本取 %3 个。</translation>
    </message>
    <message>
        <source>: </source>
        <comment>after a file&apos;s name</comment>
        <translation>：</translation>
    </message>
    <message>
        <source>It is no ONNX model: there is no graph in it.</source>
        <translation>它不是 ONNX 模型：其中没有计算图。</translation>
    </message>
    <message>
        <source>It ends in the middle of a field: the file is cut off or damaged.</source>
        <translation>它在一个字段中间就结束了：文件被截断或已损坏。</translation>
    </message>
    <message>
        <source>A number in it has no end: the file is damaged.</source>
        <translation>其中有一个数没有结尾：文件已损坏。</translation>
    </message>
    <message>
        <source>It has a field of an unknown kind: the file is damaged, or no ONNX model.</source>
        <translation>其中有未知种类的字段：文件已损坏，或不是 ONNX 模型。</translation>
    </message>
    <message>
        <source>A list of numbers in it is torn: the file is damaged.</source>
        <translation>其中有一列数不完整：文件已损坏。</translation>
    </message>
    <message>
        <source>A tensor in it comes in segments, which no known program writes.</source>
        <translation>其中有一个张量是分段的，已知的程序都不会这样写。</translation>
    </message>
    <message>
        <source>It holds more than Weft takes from one model; it is damaged, or made to do harm.</source>
        <translation>其内容超出了 Weft 从一个模型中读取的上限；它已损坏，或是恶意制作的。</translation>
    </message>
    <message>
        <source>Its graphs are nested deeper than any model needs.</source>
        <translation>它的计算图嵌套过深，没有模型需要这么深。</translation>
    </message>
    <message>
        <source>It keeps weights as sparse tensors, which Weft does not read; export it with dense ones.</source>
        <translation>它把权重存为稀疏张量，Weft 不读取；请改为稠密张量重新导出。</translation>
    </message>
    <message>
        <source>It is larger than an ONNX file can be; weights beyond 2 GiB belong in files beside it.</source>
        <translation>它超过了 ONNX 文件可有的大小；超过 2 GiB 的权重应放在旁边的文件里。</translation>
    </message>
    <message>
        <source>%1: is a PyTorch pickle, which can run any program when it is opened; Weft never does. In Python write it as ONNX: torch.onnx.export(model, example, &quot;model.onnx&quot;, dynamic_axes={&quot;input&quot;: {0: &quot;N&quot;}}, input_names=[&quot;input&quot;]); or its weights alone: safetensors.torch.save_file(model.state_dict(), &quot;model.safetensors&quot;).</source>
        <translation>%1：是 PyTorch 的 pickle 文件，打开时可能运行任意程序；Weft 从不打开它。请在 Python 中写成 ONNX：torch.onnx.export(model, example, &quot;model.onnx&quot;, dynamic_axes={&quot;input&quot;: {0: &quot;N&quot;}}, input_names=[&quot;input&quot;])；或只写权重：safetensors.torch.save_file(model.state_dict(), &quot;model.safetensors&quot;)。</translation>
    </message>
    <message>
        <source>%1: is a network of Keras or TensorFlow; write it as ONNX with tf2onnx.</source>
        <translation>%1：是 Keras 或 TensorFlow 的网络；请用 tf2onnx 写成 ONNX。</translation>
    </message>
    <message>
        <source>The name &quot;%1&quot; is given to two values of the model, so that it says two things: the file is damaged.</source>
        <translation>模型中有两个值都叫“%1”，含义不明：文件已损坏。</translation>
    </message>
    <message>
        <source>The model&apos;s operators are of version %1 of ONNX (its opset); Weft reads %2 to %3. Export it again with one of these, such as 17.</source>
        <translation>模型的算子是 ONNX 第 %1 版（opset）；Weft 读取 %2 到 %3 版。请用其中之一重新导出，例如 17。</translation>
    </message>
    <message>
        <source>The model has no output, so nothing says what it answers: the file is damaged.</source>
        <translation>模型没有输出，不知道它回答什么：文件已损坏。</translation>
    </message>
    <message>
        <source>The model leaves the size of &quot;%1&quot; open; import it on the command line and say how large it is, such as --set %2.</source>
        <translation>模型没有规定“%1”的大小；请在命令行导入并说明它有多大，例如 --set %2。</translation>
    </message>
    <message>
        <source>The model&apos;s input &quot;%1&quot; takes no numbers, which no layer of Weft reads.</source>
        <translation>模型的输入“%1”不是数，Weft 没有层能读取。</translation>
    </message>
    <message>
        <source>The model does not say the shape of its input &quot;%1&quot;; export it with shapes.</source>
        <translation>模型没有说明输入“%1”的形状；请连同形状一起导出。</translation>
    </message>
    <message>
        <source>The model&apos;s input &quot;%1&quot; has more than seven axes.</source>
        <translation>模型的输入“%1”多于七个轴。</translation>
    </message>
    <message>
        <source>Nothing in the model gives its output &quot;%1&quot;.</source>
        <translation>模型中没有什么给出输出“%1”。</translation>
    </message>
    <message>
        <source>The model makes constants of more numbers than Weft holds; it is damaged, or made to do harm.</source>
        <translation>模型生成的常量所含的数多于 Weft 能容纳的；它已损坏，或是恶意制作的。</translation>
    </message>
    <message>
        <source>The model counts further than Weft follows; it is damaged, or made to do harm.</source>
        <translation>模型计数太远，Weft 不再跟随；它已损坏，或是恶意制作的。</translation>
    </message>
    <message>
        <source>The model needs more layers than the %1 that a project holds.</source>
        <translation>模型需要的层多于一个项目能容纳的 %1 个。</translation>
    </message>
    <message>
        <source>The model&apos;s weights come to far more numbers in its layers than in its file; it is damaged, or made to do harm.</source>
        <translation>模型的权重在各层中展开后远多于文件中的数；它已损坏，或是恶意制作的。</translation>
    </message>
    <message>
        <source>A tensor in it holds texts or complex numbers, which no layer of Weft computes with.</source>
        <translation>其中有一个张量含文本或复数，Weft 没有层用它们计算。</translation>
    </message>
    <message>
        <source>A tensor in it has sizes that no memory holds: the file is damaged.</source>
        <translation>其中有一个张量的大小超过任何内存：文件已损坏。</translation>
    </message>
    <message>
        <source>The tensor &quot;%1&quot; has %2 numbers, but its sizes want %3: the file is damaged.</source>
        <translation>张量“%1”有 %2 个数，但其大小需要 %3 个：文件已损坏。</translation>
    </message>
    <message>
        <source>The tensor &quot;%1&quot; has %2 bytes, which are not those of its sizes: the file is damaged.</source>
        <translation>张量“%1”有 %2 字节，与其大小不符：文件已损坏。</translation>
    </message>
    <message>
        <source>The tensor &quot;%1&quot; has its numbers twice, which need not be the same: the file is damaged.</source>
        <translation>张量“%1”的数存了两遍，未必相同：文件已损坏。</translation>
    </message>
    <message>
        <source>The tensor &quot;%1&quot; lies in another file, but none is named.</source>
        <translation>张量“%1”在另一个文件里，却没有写明是哪个。</translation>
    </message>
    <message>
        <source>The %1 &quot;%2&quot; of the tensor &quot;%3&quot; is no number: the file is damaged.</source>
        <translation>张量“%3”的 %1“%2”不是数：文件已损坏。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not hold the %2 bytes of the tensor &quot;%3&quot; at byte %4; copy it again beside the model.</source>
        <translation>“%1”在第 %4 字节处没有张量“%3”的 %2 字节；请把它重新复制到模型旁边。</translation>
    </message>
    <message>
        <source>Weft has no layers for all of this model: %1.</source>
        <translation>Weft 没有这个模型所需的全部层：%1。</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>另有 %1 处</translation>
    </message>
    <message>
        <source>%1 (node &quot;%2&quot;): %3</source>
        <translation>%1（节点“%2”）：%3</translation>
    </message>
    <message>
        <source>%1 (node &quot;%2&quot;: %3)</source>
        <translation>%1（节点“%2”：%3）</translation>
    </message>
    <message>
        <source>%1 (node &quot;%2&quot;)</source>
        <translation>%1（节点“%2”）</translation>
    </message>
    <message>
        <source>of &quot;%1&quot;</source>
        <translation>属于“%1”</translation>
    </message>
    <message>
        <source>a bound of it is not one number</source>
        <translation>它的一个界限不是单个数</translation>
    </message>
    <message>
        <source>a constant of it is infinite or not a number</source>
        <translation>它的一个常量是无穷大或不是数</translation>
    </message>
    <message>
        <source>a part of it is empty</source>
        <translation>它有一部分是空的</translation>
    </message>
    <message>
        <source>a tensor in it is empty</source>
        <translation>其中有一个张量是空的</translation>
    </message>
    <message>
        <source>an axis that it takes out is not 1</source>
        <translation>它去掉的轴大小不是 1</translation>
    </message>
    <message>
        <source>axis %1 does not hold the samples</source>
        <translation>第 %1 维不是样本</translation>
    </message>
    <message>
        <source>input %1 is missing</source>
        <translation>缺少第 %1 个输入</translation>
    </message>
    <message>
        <source>it acts across the samples of a batch</source>
        <translation>它跨一个批次的各样本计算</translation>
    </message>
    <message>
        <source>it also gives the places of the greatest</source>
        <translation>它还给出最大值的位置</translation>
    </message>
    <message>
        <source>it begins with a state that is not zero</source>
        <translation>它的初始状态不为零</translation>
    </message>
    <message>
        <source>it computes with the number of samples in a batch</source>
        <translation>它用一个批次中的样本数来计算</translation>
    </message>
    <message>
        <source>it counts its padding and rounds its size up at once</source>
        <translation>它既计入填充又把尺寸向上取整</translation>
    </message>
    <message>
        <source>it counts some axes as a batch</source>
        <translation>它把某些轴当作批次</translation>
    </message>
    <message>
        <source>it crops what lies outside</source>
        <translation>它裁剪的部分在图像之外</translation>
    </message>
    <message>
        <source>it does not take images</source>
        <translation>它的输入不是图像</translation>
    </message>
    <message>
        <source>it drops in training mode; export the model for inference</source>
        <translation>它按训练模式随机丢弃；请以推理模式导出模型</translation>
    </message>
    <message>
        <source>it gives its statistics</source>
        <translation>它还输出统计量</translation>
    </message>
    <message>
        <source>it has no axis</source>
        <translation>它没有轴</translation>
    </message>
    <message>
        <source>it has no classes</source>
        <translation>它没有类别</translation>
    </message>
    <message>
        <source>it has no inputs</source>
        <translation>它没有输入</translation>
    </message>
    <message>
        <source>it has no matrices</source>
        <translation>它没有矩阵</translation>
    </message>
    <message>
        <source>it has no such branch</source>
        <translation>它没有这个分支</translation>
    </message>
    <message>
        <source>it has more than seven axes</source>
        <translation>它多于七个轴</translation>
    </message>
    <message>
        <source>it has more than three axes of places</source>
        <translation>它的位置轴多于三个</translation>
    </message>
    <message>
        <source>it has too few inputs</source>
        <translation>它的输入太少</translation>
    </message>
    <message>
        <source>it holds no numbers</source>
        <translation>它不含数</translation>
    </message>
    <message>
        <source>it keeps a state and reads both ways</source>
        <translation>它既保持状态又双向读取</translation>
    </message>
    <message>
        <source>it looks at its cells through peepholes</source>
        <translation>它有窥视孔连接</translation>
    </message>
    <message>
        <source>it makes more than seven axes</source>
        <translation>它产生多于七个轴</translation>
    </message>
    <message>
        <source>it makes texts, or rounds to a type that Weft does not compute in</source>
        <translation>它产生文本，或舍入到 Weft 不用来计算的类型</translation>
    </message>
    <message>
        <source>it makes texts</source>
        <translation>它产生文本</translation>
    </message>
    <message>
        <source>it mixes the samples of a batch</source>
        <translation>它把一个批次的各样本混在一起</translation>
    </message>
    <message>
        <source>it names an axis twice</source>
        <translation>它把一个轴列了两次</translation>
    </message>
    <message>
        <source>it normalises by the batch; export the model for inference</source>
        <translation>它按批次归一化；请以推理模式导出模型</translation>
    </message>
    <message>
        <source>it picks an element that is not there</source>
        <translation>它取的元素不存在</translation>
    </message>
    <message>
        <source>it puts more than 64 elements to one place</source>
        <translation>它把 64 个以上的元素放到同一个位置</translation>
    </message>
    <message>
        <source>it resizes in a way that Weft does not know</source>
        <translation>它以 Weft 不认识的方式缩放</translation>
    </message>
    <message>
        <source>it runs backwards only, or with other activations</source>
        <translation>它只反向运行，或用了别的激活函数</translation>
    </message>
    <message>
        <source>it steps by 0</source>
        <translation>它的步长为 0</translation>
    </message>
    <message>
        <source>it takes a diagonal</source>
        <translation>它取对角线</translation>
    </message>
    <message>
        <source>it writes to an element that is not there</source>
        <translation>它写入的元素不存在</translation>
    </message>
    <message>
        <source>its auto_pad is &quot;%1&quot;, which ONNX does not know</source>
        <translation>它的 auto_pad 是“%1”，ONNX 没有这种填充</translation>
    </message>
    <message>
        <source>its axis is not one number</source>
        <translation>它的轴不是单个数</translation>
    </message>
    <message>
        <source>its blocks do not fit</source>
        <translation>它的块不匹配</translation>
    </message>
    <message>
        <source>its crop does not fit</source>
        <translation>它的裁剪范围不匹配</translation>
    </message>
    <message>
        <source>its depth or values do not fit</source>
        <translation>它的深度或值不匹配</translation>
    </message>
    <message>
        <source>its ends are not three numbers</source>
        <translation>它的起点、终点和步长不是三个数</translation>
    </message>
    <message>
        <source>its ends do not fit</source>
        <translation>它的起止位置不匹配</translation>
    </message>
    <message>
        <source>its formula does not fit its operands</source>
        <translation>它的公式与操作数不匹配</translation>
    </message>
    <message>
        <source>its formula repeats what its operands do not have</source>
        <translation>它的公式重复了操作数没有的内容</translation>
    </message>
    <message>
        <source>its indices do not fit its data</source>
        <translation>它的序号与数据不匹配</translation>
    </message>
    <message>
        <source>its indices do not fit what they place</source>
        <translation>它的序号与要放置的内容不匹配</translation>
    </message>
    <message>
        <source>its indices have other axes than its data</source>
        <translation>它的序号与数据的轴不同</translation>
    </message>
    <message>
        <source>its input &quot;%1&quot; has no axis for the samples of a batch</source>
        <translation>它的输入“%1”没有批次样本的轴</translation>
    </message>
    <message>
        <source>its input &quot;%1&quot; is not known before it runs</source>
        <translation>它的输入“%1”在运行之前是未知的</translation>
    </message>
    <message>
        <source>its input is no sequence</source>
        <translation>它的输入不是序列</translation>
    </message>
    <message>
        <source>its inputs are too long</source>
        <translation>它的输入太长</translation>
    </message>
    <message>
        <source>its inputs differ in their axes</source>
        <translation>它的各输入轴数不同</translation>
    </message>
    <message>
        <source>its inputs differ in their kinds</source>
        <translation>它的各输入种类不同</translation>
    </message>
    <message>
        <source>its inputs differ in their sizes</source>
        <translation>它的各输入大小不同</translation>
    </message>
    <message>
        <source>its lengths do not fit its sequences</source>
        <translation>它的长度与序列不匹配</translation>
    </message>
    <message>
        <source>its operands are no matrices</source>
        <translation>它的操作数不是矩阵</translation>
    </message>
    <message>
        <source>its operands do not fit</source>
        <translation>它的操作数不匹配</translation>
    </message>
    <message>
        <source>its order does not fit</source>
        <translation>它的顺序不匹配</translation>
    </message>
    <message>
        <source>its order names an axis twice</source>
        <translation>它的顺序把一个轴列了两次</translation>
    </message>
    <message>
        <source>its output &quot;%1&quot; is wanted, and no layer gives it</source>
        <translation>需要它的输出“%1”，但没有层给出</translation>
    </message>
    <message>
        <source>its padding takes away or is too large</source>
        <translation>它的填充为负或过大</translation>
    </message>
    <message>
        <source>its pads do not fit its kernel</source>
        <translation>它的填充与卷积核不匹配</translation>
    </message>
    <message>
        <source>its pads do not fit</source>
        <translation>它的填充不匹配</translation>
    </message>
    <message>
        <source>its repeats do not fit</source>
        <translation>它的重复次数不匹配</translation>
    </message>
    <message>
        <source>its reset gate acts before the product, which no layer does</source>
        <translation>它的重置门在矩阵乘积之前作用，没有层这样做</translation>
    </message>
    <message>
        <source>its result is empty</source>
        <translation>它的结果是空的</translation>
    </message>
    <message>
        <source>its result is of an impossible size</source>
        <translation>它的结果大小不可能</translation>
    </message>
    <message>
        <source>its scales do not fit</source>
        <translation>它的缩放比例不匹配</translation>
    </message>
    <message>
        <source>its sequences differ in length</source>
        <translation>它的各序列长度不同</translation>
    </message>
    <message>
        <source>its shape does not fit</source>
        <translation>它的形状不匹配</translation>
    </message>
    <message>
        <source>its sizes do not fit</source>
        <translation>它的大小不匹配</translation>
    </message>
    <message>
        <source>its state does not fit</source>
        <translation>它的状态不匹配</translation>
    </message>
    <message>
        <source>its value is not one number</source>
        <translation>它的值不是单个数</translation>
    </message>
    <message>
        <source>its weights do not fit its classes</source>
        <translation>它的权重与类别不匹配</translation>
    </message>
    <message>
        <source>its weights do not fit</source>
        <translation>它的权重不匹配</translation>
    </message>
    <message>
        <source>its weights have %1 numbers where %2 are needed</source>
        <translation>它的权重有 %1 个数，需要的却是 %2</translation>
    </message>
    <message>
        <source>its window is of an impossible size</source>
        <translation>它的窗口大小不可能</translation>
    </message>
    <message>
        <source>its windows have holes</source>
        <translation>它的窗口带有空洞</translation>
    </message>
    <message>
        <source>its zeros do not fit its filters</source>
        <translation>它的零点与滤波器不匹配</translation>
    </message>
    <message>
        <source>nothing gives its input &quot;%1&quot;</source>
        <translation>没有什么给出它的输入“%1”</translation>
    </message>
    <message>
        <source>there is no axis %1 in a tensor of %2</source>
        <translation>%2 维的张量里没有第 %1 维</translation>
    </message>
    <message>
        <source>there is no such axis</source>
        <translation>没有这个轴</translation>
    </message>
    <message>
        <source>this old form of it joins axes</source>
        <translation>它的这种旧形式会合并轴</translation>
    </message>
    <message>
        <source>two sizes of its shape are open</source>
        <translation>它的形状有两个大小未定</translation>
    </message>
    <message>
        <source>what it depends on is only known when it runs; fix an input that decides it</source>
        <translation>它依赖的内容在运行时才知道；请把决定它的输入固定下来</translation>
    </message>
    <message>
        <source>what it fills with is not one number</source>
        <translation>它填入的不是单个数</translation>
    </message>
    <message>
        <source>what it makes is only known when it runs</source>
        <translation>它产生的内容在运行时才知道</translation>
    </message>
    <message>
        <source>; </source>
        <comment>between things that are wrong</comment>
        <translation>；</translation>
    </message>
    <message>
        <source>The run has kept no best checkpoint that it could go back to.</source>
        <translation>该运行没有保留可以退回的最佳检查点。</translation>
    </message>
    <message>
        <source>The run is being trained; stop it before it goes back.</source>
        <translation>该运行正在训练；请先停止它再退回。</translation>
    </message>
    <message>
        <source>The variable &quot;%1&quot; has no value: %2</source>
        <translation>变量“%1”没有值：%2</translation>
    </message>
    <message>
        <source>There is no variable &quot;%1&quot;; did you mean &quot;%2&quot;?</source>
        <translation>没有变量“%1”；您是想写“%2”吗？</translation>
    </message>
    <message>
        <source>There is no variable &quot;%1&quot;; add it to the project, or write a number.</source>
        <translation>没有变量“%1”；请把它加入项目，或者写一个数。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; ends too early; a number, a variable or a parenthesis is missing.</source>
        <translation>“%1”没有写完；缺少数、变量或括号。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be read at &quot;%2&quot;; write numbers, variables, + - * / ^ and parentheses.</source>
        <translation>“%1”在“%2”处读不懂；请写数、变量、+ - * / ^ 和括号。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; divides by zero; change a variable, or the expression.</source>
        <translation>“%1”除以零；请更改变量或表达式。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; comes to no number that can be written; change a variable, or the expression.</source>
        <translation>“%1”算不出可以写下的数；请更改变量或表达式。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; comes to %2, but &quot;%3&quot; takes a whole number; change a variable, or write round(…).</source>
        <translation>“%1”等于 %2，而“%3”要整数；请更改变量，或者写 round(…)。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is nested too deeply; put parts of it in variables.</source>
        <translation>“%1”嵌套得太深；请把其中一部分放进变量。</translation>
    </message>
    <message>
        <source>An expression has at most %1 characters; put parts of it in variables.</source>
        <translation>表达式最多 %1 个字符；请把其中一部分放进变量。</translation>
    </message>
    <message>
        <source>it runs in a circle: %1; write a number for one of them.</source>
        <translation>它绕成了一圈：%1；请给其中一个写上数。</translation>
    </message>
    <message>
        <source>what it is made of runs in a circle; mend that first.</source>
        <translation>它所用的变量绕成了一圈；请先改好那里。</translation>
    </message>
    <message>
        <source>it is neither a number nor an expression; give it a number.</source>
        <translation>它既不是数也不是表达式；请给它一个数。</translation>
    </message>
    <message>
        <source>its name is to have letters, digits and _, and to begin with a letter.</source>
        <translation>名称应由字母、数字和 _ 组成，并以字母开头。</translation>
    </message>
    <message>
        <source>more than %1 variables.</source>
        <translation>变量多于 %1 个。</translation>
    </message>
</context>
</TS>
