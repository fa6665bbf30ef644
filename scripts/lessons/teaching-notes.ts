/** What a teacher asks in a lesson, and what students get wrong. */
export interface TeachingNote {
  readonly ask: string;
  readonly mistakes: string;
}

/** By the name of the lesson. */
export const teachingNotes: Readonly<Record<string, TeachingNote>> = {
  'first-loss': {
    ask: 'What would the loss be with ten classes (MNIST)? What if one class had 90 % of the rows? What does a first loss of 30 say about the weights?',
    mistakes:
      'They take the accuracy (1/4) for the loss, or expect 0 because nothing is wrong yet. They compare losses of data sets with different numbers of classes.',
  },
  linear: {
    ask: 'What is the product of five matrices? Which data could a linear network of any depth learn? Where in the picture of the ReLU network are the kinks?',
    mistakes:
      'They count parameters and conclude that the deeper linear network can do more. They blame the number of epochs: train longer and see.',
  },
  units: {
    ask: 'How many straight cuts does it take to enclose a point? Train 3 units with five seeds: how often do they succeed? What does that say about “enough”?',
    mistakes:
      'They confuse what a network can represent with what training finds. They take one run with 3 units for a proof, in either direction.',
  },
  rates: {
    ask: 'Why is the left end flat at ln 3? Why is the right end above it? How far apart are the best rates, as factors? Which rate would you try first for a new activation?',
    mistakes:
      'They search in steps of 0.01 rather than in powers of ten, and read a curve of the loss against a linear axis. They take the best rate of one activation for all.',
  },
  'small-weights': {
    ask: 'By which factor does a layer of 32 units with weights of 0.01 scale its input? And five? Why is it √(2/inputs) for ReLU, and √(1/inputs) for tanh?',
    mistakes:
      'They think that training corrects any start, or that small weights are the safe choice. They forget that the gradient passes the same weights.',
  },
  vanishing: {
    ask: 'Where does the sigmoid have its largest slope, and how often is a unit there? Which loss is that of guessing? Does a higher rate help the first layer?',
    mistakes:
      'They see a constant loss and wait for more epochs. They think the gradient is small everywhere: the last layer learns, and predicts the class frequencies.',
  },
  flow: {
    ask: 'By which factor does a bar differ from its neighbour? Continue the row: what would ten layers have? Which of the three would you trust at depth ten?',
    mistakes:
      'They expect the gradient to shrink by subtraction. They read “usual weights” as “right for any depth”.',
  },
  'batch-norm': {
    ask: 'Which quantity does batch normalisation keep, and over what? Why does f′ ≤ 1/4 not matter any more? What happens with a batch of one row?',
    mistakes:
      'They think it changes the activation or its derivative. They compare the times only: the normalised network needs more time per epoch, but the other one learns nothing.',
  },
  selu: {
    ask: 'What would happen with He’s weights, twice the variance? Why does ReLU shrink the spread by about √½ per layer here? Why measure before training?',
    mistakes:
      'They use SELU with any initial weights and expect the same. They confuse the variance of the weights with that of the outputs.',
  },
  saturation: {
    ask: 'How can a layer with 87 % saturated values pass a gradient at all? What would you look at, beside the accuracy, to prefer Glorot’s weights? Try a standard deviation of 5.',
    mistakes:
      'They take a warning for a diagnosis: “saturated” for “cannot learn”. They look at the final accuracy only and miss the slower, less steady curve.',
  },
  dying: {
    ask: 'What is the gradient of a ReLU that is below 0 for every row? Which change would have helped: another activation or another rate?',
    mistakes:
      'They conclude that leaky ReLU is the cure, because no unit is dead. They take half of the outputs being 0, which is healthy, for half of the units being dead.',
  },
  'dead-or-saturated': {
    ask: 'What does a dead ReLU tell the next layer about the row? And a saturated tanh? Which of the two can be brought back, and by what?',
    mistakes:
      'They use both words for “no gradient”. They forget the forward pass: constant outputs carry nothing, outputs of −1 and 1 carry a bit.',
  },
  overfitting: {
    ask: 'From which epoch on would you stop? What do the two losses say that the accuracy hides? What does weight decay change about the weights?',
    mistakes:
      'They choose the epoch by the training loss. They call any gap between the losses overfitting, instead of a validation loss that rises.',
  },
  fair: {
    ask: 'Who gains if all activations share the rate that was found for ReLU? How many fits does a fair comparison cost? On which rows is the rate chosen, and on which the score?',
    mistakes:
      'They compare at the default rate. They choose the rate and judge the activation on the same rows.',
  },
  tie: {
    ask: 'What does “practically equal” say that “undecided” does not? What would make an undecided pair decided: more folds, more seeds, or a larger margin? Train again with seed 1: is the order the same?',
    mistakes:
      'They rank by the mean. They read “undecided” as “equal”, or a p-value above 0.05 as proof that there is no difference.',
  },
  notebook: {
    ask: 'How large is a difference that you would care about? How would the table look with one run each? What changes with all 60,000 images?',
    mistakes:
      'They report the third decimal of a single run. They expect the activation to matter more than the rate, the initial weights or the number of epochs.',
  },
};
