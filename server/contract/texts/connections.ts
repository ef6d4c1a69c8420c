import type { Texts } from "./text";

/** What the test of a cluster's connection finds, and what mends it. */
export const connections = {
  "not-tried": { en: "Not tried after what failed", zh: "前面的检查失败，未尝试" },
  "not-looked-at": { en: "Not looked at, since something before it is wrong", zh: "前面有问题，未检查" },
  "push-without-address": {
    en: "Results come back by push, but no address is given to push them to",
    zh: "结果以推送方式返回，但没有给出推送地址",
  },
  "push-without-address-next": {
    en: "Give the address of this dashboard as the nodes reach it",
    zh: "请给出节点访问本面板的地址",
  },
  "ray-old": { en: "Ray {version} is too old", zh: "Ray {version} 版本过旧" },
  "ray-old-next": { en: "Update the cluster to Ray {version} or newer", zh: "请将集群升级到 Ray {version} 或更新版本" },
  "ray-version": { en: "Ray {version}", zh: "Ray 版本 {version}" },
  "ray-answers": { en: "Ray answers at {address}", zh: "Ray 在 {address} 应答" },
  "no-jobs-api": { en: "This Ray has no Jobs API", zh: "此 Ray 没有 Jobs API" },
  "no-jobs-api-next": {
    en: 'Install the head with: pip install "ray[default]"',
    zh: '请这样安装 head：pip install "ray[default]"',
  },
  "token-accepted": { en: "The token is accepted, or none is needed", zh: "令牌被接受，或不需要令牌" },
  "open-to-all": { en: "Anybody who reaches the cluster may use it", zh: "任何能访问该集群的人都可以使用它" },
  "open-to-all-next": {
    en: "Start the cluster with RAY_AUTH_MODE=token where others can reach it",
    zh: "如果他人可以访问，请用 RAY_AUTH_MODE=token 启动集群",
  },
  "no-node-alive": { en: "No node of the cluster is alive", zh: "集群没有存活的节点" },
  "no-node-alive-next": { en: "Start a node with: ray start", zh: "请用 ray start 启动一个节点" },
  "ray-nodes": {
    en: "{nodes, plural, one {# node} other {# nodes}} with {gpus, plural, one {# GPU} other {# GPUs}} and {cpus, plural, one {# CPU} other {# CPUs}}",
    zh: "{nodes} 个节点，共 {gpus} 个 GPU、{cpus} 个 CPU",
  },
  "look-at-head-next": { en: "Look at the log of the dashboard on the head", zh: "请查看 head 上控制台的日志" },
  "reserved-here-next": { en: "Remove it from the further options", zh: "请将其从其他选项中移除" },
  "no-dashboard-address": { en: "The dashboard''s address is missing", zh: "缺少面板的地址" },
  "no-dashboard-address-next": {
    en: "Give the address by which the nodes reach it",
    zh: "请给出节点访问它的地址",
  },
  "settings-fit": { en: "The settings fit together", zh: "各项设置相互匹配" },
  "not-found": { en: "Not found: {names}", zh: "未找到：{names}" },
  "not-found-next": {
    en: "Install Slurm''s client programs on this host, or give the folder that holds them",
    zh: "请在本机安装 Slurm 客户端程序，或给出其所在文件夹",
  },
  found: { en: "Found: {names}", zh: "已找到：{names}" },
  "slurm-version": { en: "Slurm {version}", zh: "Slurm 版本 {version}" },
  "no-slurm-conf-next": {
    en: "Put the cluster''s slurm.conf on this host, or set SLURM_CONF where Stillroom is started",
    zh: "请将集群的 slurm.conf 放到本机，或在启动 Stillroom 时设置 SLURM_CONF",
  },
  "no-answer": { en: "No answer", zh: "没有应答" },
  "controller-answers": { en: "The controller answers", zh: "控制器有应答" },
  "user-known": { en: "Slurm knows this user", zh: "Slurm 认识该用户" },
  "start-munge-next": {
    en: "Start munged on this host; it needs the cluster''s /etc/munge/munge.key",
    zh: "请在本机启动 munged；它需要集群的 /etc/munge/munge.key",
  },
  "munge-key-next": {
    en: "Give this host the cluster''s munge.key and the same time as the controller",
    zh: "请为本机配置集群的 munge.key，并与控制器时间一致",
  },
  "host-not-accepted": {
    en: "Not known while Slurm does not accept this host",
    zh: "Slurm 不接受本机，因此未知",
  },
  "controller-next": {
    en: "Look whether slurmctld runs and this host reaches its port",
    zh: "请检查 slurmctld 是否在运行，以及本机能否访问其端口",
  },
  "controller-or-munge-next": {
    en: "Look whether slurmctld runs and this host reaches its port and whether munged runs on this host",
    zh: "请检查 slurmctld 是否在运行、本机能否访问其端口，以及本机的 munged 是否在运行",
  },
  "no-default-partition": { en: "No node belongs to a default partition", zh: "没有节点属于默认分区" },
  "no-partition": { en: "No node belongs to the partition {partition}", zh: "没有节点属于分区 {partition}" },
  "no-partition-next": { en: "Choose a partition that `sinfo` lists", zh: "请选择 `sinfo` 列出的分区" },
  "nodes-none": { en: "No node can take a job", zh: "没有节点可以接收作业" },
  "nodes-away": { en: "{message}; not usable: {names}", zh: "{message}；不可用：{names}" },
  "nodes-back-next": {
    en: "An administrator can bring nodes back with `scontrol update NodeName=NAME State=RESUME`",
    zh: "管理员可以用 `scontrol update NodeName=NAME State=RESUME` 恢复节点",
  },
  "slurm-nodes": {
    en: "{usable} of {nodes} nodes usable, with {cpus, plural, one {# CPU} other {# CPUs}} and {gpus, plural, one {# GPU} other {# GPUs}} named {gres}",
    zh: "{nodes} 个节点中 {usable} 个可用，共 {cpus} 个 CPU、{gpus} 个名为 {gres} 的 GPU",
  },
  "would-take": { en: "Slurm would take a job with these settings", zh: "按这些设置，Slurm 会接收作业" },
  "python-not-starting": {
    en: "{python} does not start on node {node}: {words}",
    zh: "{python} 在节点 {node} 上无法启动：{words}",
  },
  "python-not-starting-next": {
    en: "Install the engine there under the same path, or give the path of its Python on the nodes in Settings",
    zh: "请在该节点的相同路径安装引擎，或在设置中给出节点上 Python 的路径",
  },
  "wrapper-unseen": { en: "Node {node} does not see {path}", zh: "节点 {node} 看不到 {path}" },
  "wrapper-unseen-next": {
    en: "Make Stillroom''s folder visible on the nodes under the same path",
    zh: "请让节点在相同路径下看到 Stillroom 的文件夹",
  },
  "no-swift": { en: "{python} on node {node} has no ms-swift", zh: "节点 {node} 上的 {python} 没有 ms-swift" },
  "no-swift-next": {
    en: "Install the engine there, or give the path of the Python that has it in Settings",
    zh: "请在该节点安装引擎，或在设置中给出装有引擎的 Python 路径",
  },
  "python-versions": { en: "Python {python} with ms-swift {swift}", zh: "Python {python}，ms-swift {swift}" },
  "nodes-reach": { en: "The nodes reach {url}", zh: "节点可以访问 {url}" },
  "nodes-write": { en: "The nodes write into {folder}", zh: "节点可以写入 {folder}" },
  "node-not-reaching": { en: "Node {node} does not reach {url}: {words}", zh: "节点 {node} 无法访问 {url}：{words}" },
  "node-not-reaching-next": {
    en: "Give the dashboard''s address as the nodes reach it, and start it with --host so that it listens there",
    zh: "请给出节点访问面板的地址，并用 --host 启动面板使其在该处监听",
  },
  "not-shared": { en: "Node {node} does not share {folder}: {why}", zh: "节点 {node} 没有共享 {folder}：{why}" },
  "write-unseen": { en: "what it writes there is not seen here", zh: "在本机看不到它写入的内容" },
  "not-shared-next": {
    en: "Put STILLROOM_HOME on a folder that the nodes see under the same path, or let results come back by push",
    zh: "请将 STILLROOM_HOME 放到节点以相同路径可见的文件夹，或以推送方式返回结果",
  },
  "not-known-yet": { en: "Not known yet", zh: "尚不清楚" },
  "not-known-yet-since": { en: "Not known yet: {why}", zh: "尚不清楚：{why}" },
  "probe-late": { en: "the probe did not end in time", zh: "探测未在时限内结束" },
  "folder-missing": { en: "Not known, since the folder is missing", zh: "缺少文件夹，因此未知" },
  "data-unseen": {
    en: "The node does not see the folder of Stillroom''s data",
    zh: "节点看不到 Stillroom 的数据文件夹",
  },
  "share-home-next": {
    en: "Put STILLROOM_HOME on a file system that the nodes mount under the same path",
    zh: "请将 STILLROOM_HOME 放到节点以相同路径挂载的文件系统上",
  },
  "probe-not-run": { en: "Not known, since the probe could not run", zh: "探测无法运行，因此未知" },
  "python-there": { en: "Python and the engine are there", zh: "Python 和引擎已就绪" },
  "node-unreachable": { en: "The node does not reach {url}", zh: "节点无法访问 {url}" },
  "node-unreachable-next": {
    en: "Give an address that the nodes reach, and open its port",
    zh: "请给出节点可以访问的地址，并开放其端口",
  },
  "node-reaches": { en: "The node reaches the dashboard", zh: "节点可以访问面板" },
  "other-folder": {
    en: "What the node wrote did not arrive: the same path leads to another folder there",
    zh: "节点写入的内容没有到达：该路径在节点上指向另一个文件夹",
  },
  "folder-shared": { en: "What the node wrote arrived in the shared folder", zh: "节点写入的内容已到达共享文件夹" },
  "node-no-python": { en: "The node has no {python}", zh: "节点上没有 {python}" },
  "node-no-python-next": {
    en: "Give the path of a Python on the nodes, or share the engine''s folder",
    zh: "请给出节点上 Python 的路径，或共享引擎的文件夹",
  },
  "own-files-unseen": { en: "The node does not see Stillroom''s own files", zh: "节点看不到 Stillroom 自身的文件" },
  "own-files-unseen-next": {
    en: "Share the folder of Stillroom with the nodes",
    zh: "请将 Stillroom 的文件夹共享给节点",
  },
  "python-old": { en: "The node''s Python is older than {version}", zh: "节点的 Python 版本低于 {version}" },
  "python-old-next": { en: "Give a newer Python", zh: "请给出更新的 Python" },
  "node-no-swift": { en: "The node''s Python has no ms-swift", zh: "节点的 Python 没有 ms-swift" },
  "node-no-swift-next": {
    en: "Install the engine for it, or give the Python that has it",
    zh: "请为它安装引擎，或给出装有引擎的 Python",
  },
  "probe-ended": { en: "The probe ended with code {exitCode}", zh: "探测以代码 {exitCode} 结束" },
  "probe-ended-untold": { en: "The probe ended without telling how", zh: "探测已结束，原因未知" },
  "probe-ended-next": {
    en: "Run the Python of the settings on a node by hand",
    zh: "请在节点上手动运行设置中的 Python",
  },
  "with-cause": { en: "{message}: {cause}", zh: "{message}：{cause}" },
} as const satisfies Texts;
