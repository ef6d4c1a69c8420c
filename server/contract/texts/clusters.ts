import type { Texts } from "./text";

/** What Ray, Slurm and what runs on them say, and what to do about it. */
export const clusters = {
  "not-set-up": { en: "{name} is not set up", zh: "{name} 尚未设置" },
  "not-set-up-next": { en: "Save its settings first", zh: "请先保存其设置" },
  "settings-damaged": { en: "The settings of {name} cannot be read", zh: "无法读取 {name} 的设置" },
  "settings-damaged-next": { en: "Set it up anew in Settings", zh: "请在设置中重新配置" },
  "bad-setting": { en: "{field}: {words}", zh: "{field}：{words}" },
  "no-push-url": {
    en: "pushUrl: results that are pushed need the address of this dashboard",
    zh: "pushUrl：推送结果需要本面板的地址",
  },
  "no-push-url-next": {
    en: "Give the URL by which the nodes reach it, such as https://stillroom.example.org",
    zh: "请给出节点访问它的 URL，例如 https://stillroom.example.org",
  },
  "reserved-option": { en: "{option} is set by Stillroom itself", zh: "{option} 由 Stillroom 自行设置" },
  "reserved-option-next": {
    en: "Remove it from Slurm''s further options in Settings",
    zh: "请在设置中将其从 Slurm 的其他选项中移除",
  },
  "slurm-refused": { en: "Slurm refused the job: {words}", zh: "Slurm 拒绝了作业：{words}" },
  "slurm-says": { en: "Slurm: {words}", zh: "Slurm：{words}" },
  "slurm-says-next": {
    en: "Test the connection in Settings; it is tried again by itself",
    zh: "请在设置中测试连接；系统会自动重试",
  },
  "test-connection-next": { en: "Test the connection in Settings", zh: "请在设置中测试连接" },
  "slurm-forgot": {
    en: "Slurm took job {jobId} and does not know it any more",
    zh: "Slurm 接收了作业 {jobId}，之后却不再认识它",
  },
  "nodes-need-folder": {
    en: "Several nodes need a folder that they share with the dashboard",
    zh: "多个节点需要一个与面板共享的文件夹",
  },
  "slurm-nodes-next": {
    en: "Set results to shared-folder in Slurm''s settings, or ask for one node",
    zh: "请在 Slurm 的设置中将 results 设为 shared-folder，或只申请一个节点",
  },
  "ray-nodes-need-folder": {
    en: "Several nodes that train together need a folder that they share",
    zh: "一起训练的多个节点需要一个共享文件夹",
  },
  "ray-nodes-next": {
    en: "Let results come back by a shared folder in Settings, or set resources.nodes to 1",
    zh: "请在设置中让结果经共享文件夹返回，或将 resources.nodes 设为 1",
  },
  "zero-byte": { en: "A command cannot hold a zero byte", zh: "命令中不能包含零字节" },
  "bad-variable": { en: "{name} cannot be the name of a variable", zh: "{name} 不能作为变量名" },
  "ray-silent": { en: "Ray at {address} does not answer: {cause}", zh: "位于 {address} 的 Ray 没有应答：{cause}" },
  refused: { en: "the connection was refused", zh: "连接被拒绝" },
  "refused-next": {
    en: "Check the address and port of the dashboard, that the head runs, and that it was installed as ray[default]; plain ray has no dashboard",
    zh: "检查控制台的地址和端口、head 是否在运行，以及是否以 ray[default] 安装；只装 ray 没有控制台",
  },
  "unknown-name": { en: "its name is not known", zh: "主机名无法解析" },
  "unknown-name-next": { en: "Check the host in the address", zh: "检查地址中的主机名" },
  "timed-out": { en: "no answer came in time", zh: "未在时限内应答" },
  "timed-out-next": {
    en: "Check the address, and that no firewall stands between this host and the head",
    zh: "检查地址，以及本机与 head 之间没有防火墙",
  },
  "certificate-file-next": {
    en: "Check the path of the certificate file in Settings",
    zh: "检查设置中证书文件的路径",
  },
  untrusted: { en: "its certificate is not trusted ({words})", zh: "其证书不受信任（{words}）" },
  "untrusted-next": {
    en: "Give the PEM file of the authority that signed it, and use the host name that stands in the certificate",
    zh: "请给出签发机构的 PEM 文件，并使用证书中的主机名",
  },
  "no-tls": { en: "it does not speak TLS", zh: "它不使用 TLS" },
  "no-tls-next": {
    en: "Write http:// in the address, or set up TLS on the head",
    zh: "请在地址中写 http://，或在 head 上配置 TLS",
  },
  "broke-off": { en: "the connection broke off ({words})", zh: "连接中断（{words}）" },
  "broke-off-next": {
    en: "Check the port; where the head is behind TLS write https:// in the address",
    zh: "检查端口；如果 head 使用 TLS，请在地址中写 https://",
  },
  "head-next": { en: "Check the address and that the head runs", zh: "检查地址以及 head 是否在运行" },
  "not-ray": {
    en: "What answers at {address} is not the dashboard of a Ray cluster",
    zh: "在 {address} 应答的不是 Ray 集群的控制台",
  },
  "not-ray-next": {
    en: "Give the address of the dashboard, by default port 8265 of the head, without a page behind it",
    zh: "请给出控制台的地址（默认是 head 的 8265 端口），后面不要带页面路径",
  },
  "ray-asks-token": { en: "Ray asks for a token", zh: "Ray 要求令牌" },
  "ray-asks-token-next": {
    en: "Enter the cluster''s token in Settings; `ray get-auth-token` prints it on the head",
    zh: "请在设置中填写集群的令牌；在 head 上运行 `ray get-auth-token` 可以查看",
  },
  "ray-refuses-token": { en: "Ray refuses the token", zh: "Ray 拒绝了令牌" },
  "ray-refuses-token-next": {
    en: "Enter the cluster''s current token in Settings; `ray get-auth-token` prints it on the head",
    zh: "请在设置中填写集群当前的令牌；在 head 上运行 `ray get-auth-token` 可以查看",
  },
  "ray-could-not": { en: "Ray could not do it ({status}): {words}", zh: "Ray 未能完成（{status}）：{words}" },
  "ray-could-not-next": {
    en: "Look at the log of the dashboard on the head; it is tried again",
    zh: "请查看 head 上控制台的日志；系统会重试",
  },
  "ray-refuses": { en: "Ray refuses it ({status}): {words}", zh: "Ray 拒绝（{status}）：{words}" },
  "ray-refuses-next": {
    en: "Check the resources that the recipe asks for, and the address in Settings",
    zh: "检查配方申请的资源，以及设置中的地址",
  },
  "could-not-begin": { en: "The attempt could not begin: {words}", zh: "该尝试无法开始：{words}" },
  "no-input": { en: "The attempt has no such input", zh: "该尝试没有这个输入" },
  "foreign-token": { en: "The token does not fit this attempt", zh: "令牌与该尝试不符" },
  "attempt-over": { en: "This attempt has ended for the dashboard", zh: "对面板而言该尝试已经结束" },
  "foreign-file": { en: "''{path}'' is not a file that an attempt may write", zh: "“{path}”不是尝试可以写入的文件" },
} as const satisfies Texts;
