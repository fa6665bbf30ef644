import { FORMAT_VERSION, type Run } from '../../../history/index.ts';
import { choicesOf, initialDistributions, type Dataset, type TrainConfig } from '../../../trainer/index.ts';
import { pythonValue } from '../python-value.ts';
import { activationClasses, moduleOf } from './activations.ts';
import { dataSection, embeddedRows, type FoldPlace } from './data.ts';
import { PARENT_PARAMETER } from './parent-parameter.ts';
import { hasRate, optimizerOf, rateSection } from './optimizer.ts';
import { DROPOUT, FINISH, HEAD, RANDOM_NUMBERS } from './sections.ts';

/** What determines the training of one network. */
export interface Training {
  readonly run: Run;
  readonly config: TrainConfig;
  /** Null for MNIST, which the script reads from its files. */
  readonly dataset: Dataset | null;
  /** Number of rows, from the first; null for all. */
  readonly rows: number | null;
  readonly fold: FoldPlace | null;
  /** The losses and scores of each epoch, by name. */
  readonly expected: readonly Readonly<Record<string, number>>[];
}

const MNIST = { dimensions: 784, classes: 10 };

/**
 * A script for PyTorch that trains a network of Heddle again: the same initial weights, drawn by the same generator, the
 * same rows, batches, loss and optimiser, and own activations as an `autograd.Function`. It prints each epoch beside
 * Heddle's, names the first that deviates, and writes a history whose parameter `parent_run` is the run's id.
 *
 * @throws {Error} naming what a script cannot have
 */
export function pytorchScript({ run, config, dataset, rows, fold, expected }: Training): string {
  if (dataset === null && config.data !== 'mnist')
    throw new Error(
      `data: expected mnist or the rows of a data set, got "${config.data}" alone; name its file with heddle export --pytorch FILE --data FILE`,
    );
  const isRegression = dataset?.targets !== undefined;
  const { dimensions, classes } = dataset ?? MNIST;
  const reference = {
    HISTORY_VERSION: FORMAT_VERSION,
    NAME: `${run.name} in PyTorch`,
    PARAMETERS: { ...run.parameters, backend: 'pytorch', [PARENT_PARAMETER]: run.id },
    EXPECTED: expected,
  };
  const sections = [
    HEAD,
    assignments({ SEED: config.seed, EPOCHS: expected.length, BATCH_SIZE: config.batchSize }),
    RANDOM_NUMBERS,
    activationClasses(choicesOf(config.activation)),
    config.dropout > 0 ? DROPOUT.replaceAll('<rate>', String(config.dropout)) : '',
    networkSection(config, dimensions, isRegression ? 1 : classes),
    dataSection(config, dataset, rows, fold),
    rateSection(config),
    trainSection(config, isRegression),
    `# The run that is trained again, and its epochs in Heddle.\n${assignments(reference)}`,
    dataset === null ? '' : embeddedRows(dataset),
    FINISH,
  ];
  return `${sections
    .filter((section) => section !== '')
    .map((section) => section.trim())
    .join('\n\n\n')}\n`;
}

/** Constants. Numbers that are not finite are texts, which `float` reads. */
function assignments(values: Readonly<Record<string, unknown>>): string {
  const texts = (_key: string, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
  const plain = JSON.parse(JSON.stringify(values, texts)) as Readonly<Record<string, unknown>>;
  return Object.entries(plain)
    .map(([name, value]) => `${name} = ${pythonValue(value)}\n`)
    .join('');
}

function networkSection(config: TrainConfig, inputs: number, outputs: number): string {
  const { hidden, activation, initialisation, batchNorm, dropout } = config;
  const choices = choicesOf(activation);
  const widths = [inputs, ...hidden, outputs];
  const rows = initialDistributions(config, inputs, outputs).map(({ shape, scale }, i) => {
    const choice = i === hidden.length ? null : (choices[i] ?? choices[0]!);
    const module = choice === null ? 'None' : moduleOf(choice);
    return `        (${String(widths[i])}, ${String(widths[i + 1])}, "${shape}", ${String(scale)}, ${module}),\n`;
  });
  const bias =
    initialisation === 'pytorch' ? 'draw(random, units, shape, scale)' : 'np.zeros(units, np.float32)';
  return `
def draw(random, count, shape, scale):
    """Initial weights: uniform in ±scale, or normal with the standard deviation scale (Box–Muller)."""
    if shape == "uniform":
        values = [(2 * next(random) - 1) * scale for _ in range(count)]
    else:
        values = [scale * math.sqrt(-2 * math.log(1 - next(random))) * math.cos(2 * math.pi * next(random)) for _ in range(count)]
    return np.array(values, np.float32)


def network():
    """The network with Heddle's initial weights."""
    random = random_numbers(SEED)
    # Inputs, units, distribution of the initial weights, activation.
    plan = [
${rows.join('')}    ]
    layers = []
    for inputs, units, shape, scale, activation in plan:
        linear = nn.Linear(inputs, units)
        kernel = draw(random, inputs * units, shape, scale).reshape(inputs, units)
        bias = ${bias}
        with torch.no_grad():
            linear.weight.copy_(torch.from_numpy(kernel.T.copy()))
            linear.bias.copy_(torch.from_numpy(bias))
        layers.append(linear)
        if activation is not None:
${batchNorm ? '            layers.append(nn.BatchNorm1d(units))\n' : ''}            layers.append(activation)
${dropout > 0 ? '            layers.append(Dropout())\n' : ''}    return nn.Sequential(*layers)
`;
}

function trainSection(config: TrainConfig, isRegression: boolean): string {
  const { shuffle, dropout, batchNorm, l1, seed } = config;
  const scaled = isRegression && config.standardise !== 'none';
  const lines = (isUsed: boolean, text: string) => (isUsed ? text : '');
  return `
def train(x, y, rows, held_out):
    """Yields the losses and scores of each epoch. Losses of training are those before each step."""
    torch.set_num_threads(1)
${lines(isRegression, `    mean, deviation = ${scaled ? 'y[rows].mean(), y[rows].std(ddof=1) or 1.0' : '0.0, 1.0'}\n    y = ((y - mean) / deviation).astype(np.float32)[:, None]\n`)}    x, y = torch.from_numpy(x), torch.from_numpy(y)
    net = network()
    optimizer = ${optimizerOf(config)}
    criterion = nn.${isRegression ? 'MSELoss' : 'CrossEntropyLoss'}()
${lines(shuffle, `    order = random_numbers(SEED, stream=1)\n`)}    for epoch in range(EPOCHS):
        began = time.perf_counter()
${lines(shuffle, '        shuffle(rows, order)\n')}${lines(dropout > 0, `        Dropout.random = random_numbers(${String(seed)}, stream=2, epoch=epoch + 1)\n`)}        net.train()
        total = 0.0
        starts = range(0, len(rows), BATCH_SIZE)
        for number, start in enumerate(starts):
            batch = rows[start : start + BATCH_SIZE]
${lines(hasRate(config), `            optimizer.param_groups[0]["lr"] = rate(epoch * len(starts) + number, len(starts))\n`)}${lines(
    batchNorm,
    `            # A single row has no variance.
            for module in net.modules():
                if isinstance(module, nn.BatchNorm1d):
                    module.train(len(batch) > 1)
`,
  )}            optimizer.zero_grad()
            loss = criterion(net(x[batch]), y[batch])
            loss.backward()
${lines(
  l1 > 0,
  `            for module in net.modules():
                if isinstance(module, nn.Linear):
                    module.weight.grad += ${String(l1)} * module.weight.detach().sign()
`,
)}            optimizer.step()
            total += loss.item() * len(batch)
        net.eval()
        with torch.no_grad():
            outputs = net(x[held_out])
            valid_loss = criterion(outputs, y[held_out]).item()
${lines(
  !isRegression,
  `            valid_acc = (outputs.argmax(1) == y[held_out]).double().mean().item()
        scores = {"valid_acc": valid_acc}
`,
)}${lines(
    isRegression,
    `            variance = y[held_out].double().var(unbiased=False).item()
        scores = {"valid_rmse": math.sqrt(valid_loss) * float(deviation), "valid_r2": 1 - valid_loss / variance}
`,
  )}        yield {
            "epoch": epoch + 1, "dur": time.perf_counter() - began,
            "train_loss": total / len(rows), "valid_loss": valid_loss, **scores,
        }
`;
}
