import { torchActivation, type ActivationChoice, type CustomActivation } from '../../../trainer/index.ts';

/** The built-in activations in PyTorch, by their names in Heddle. */
const BUILT_IN: Readonly<Record<string, string>> = {
  relu: 'nn.ReLU()',
  sigmoid: 'nn.Sigmoid()',
  tanh: 'nn.Tanh()',
  leaky_relu: 'nn.LeakyReLU()',
  prelu: 'nn.PReLU()',
  relu6: 'nn.ReLU6()',
  elu: 'nn.ELU()',
  selu: 'nn.SELU()',
  celu: 'nn.CELU()',
  gelu: 'nn.GELU()',
  gelu_tanh: 'nn.GELU(approximate="tanh")',
  silu: 'nn.SiLU()',
  mish: 'nn.Mish()',
  softplus: 'nn.Softplus()',
  softsign: 'nn.Softsign()',
  hard_sigmoid: 'nn.Hardsigmoid()',
  hard_tanh: 'nn.Hardtanh()',
  hard_swish: 'nn.Hardswish()',
  gcu: 'Apply(lambda x: x * torch.cos(x))',
  linear: 'nn.Identity()',
};

/** An expression for a new module of the activation. */
export function moduleOf(choice: ActivationChoice): string {
  return typeof choice === 'string' ? BUILT_IN[choice]! : `Apply(${classOf(choice)}.apply)`;
}

/** The class of each own activation once, and the module that applies a function; empty if none is needed. */
export function activationClasses(choices: readonly ActivationChoice[]): string {
  const own = new Map(
    choices.filter((choice) => typeof choice !== 'string').map((choice) => [choice.name, choice]),
  );
  const classes = [...own.values()].map(functionClass);
  const needsApply = own.size > 0 || choices.includes('gcu');
  return [...classes, ...(needsApply ? [APPLY] : [])].join('\n\n');
}

const classOf = ({ name }: CustomActivation) => `Own_${name}`;

function functionClass(own: CustomActivation): string {
  const { forward, backward } = torchActivation(own);
  const indented = (lines: readonly string[]) => lines.map((line) => `        ${line}\n`).join('');
  const about = `f(x) = ${own.formula}${own.derivative === undefined ? '' : `, f′(x) = ${own.derivative}`}`;
  return `class ${classOf(own)}(torch.autograd.Function):
    """${about}"""

    @staticmethod
    def forward(context, x):
        context.save_for_backward(x)
${indented([...forward.statements, `return ${forward.result}`])}
    @staticmethod
    def backward(context, incoming):
        (x,) = context.saved_tensors
${indented([...backward.statements, `return incoming * (${backward.result})`])}`;
}

const APPLY = `class Apply(nn.Module):
    """Applies a function to each element."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)
`;
