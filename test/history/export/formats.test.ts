import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXPORT_FORMATS, ExportError, exportHistory, readHistory } from '../../../history/index.ts';
import type { History, Run } from '../../../history/index.ts';
import { makeHistory, makeRecords, makeRun } from '../make.ts';

const MIN = { direction: 'min' } as const;
const relu = makeRun('a', {
  name: 'relu',
  parameters: { lr: 0.1, act: 'relu', slope: null, clip: Infinity, text: 'NaN' },
  metrics: { loss: MIN, test_acc: { direction: 'max' } },
  records: makeRecords({ dur: 2, loss: 0.5, loss_best: true }, { dur: 3, loss: NaN, loss_best: false }),
  summary: { test_acc: 0.75 },
});
const tanh = makeRun('b', {
  name: 'relu',
  parameters: { lr: -0, units: 64 },
  metrics: { loss: MIN },
  records: makeRecords({ dur: 1, loss: null }),
});
const history = makeHistory(relu, tanh);

async function filesOf(of: History, format: string) {
  const { files, notes } = await exportHistory(of, format, 'runs');
  return { paths: files.map(({ path }) => path), texts: files.map(({ content }) => String(content)), notes };
}

describe('exports', () => {
  it('have unique names and list their losses', () => {
    const names = EXPORT_FORMATS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(EXPORT_FORMATS.filter(({ losses }) => losses.length === 0).map(({ name }) => name)).toEqual([
      'heddle',
    ]);
  });

  it('names the available formats if the format is unknown', async () => {
    await expect(exportHistory(history, 'xml')).rejects.toThrow(
      new ExportError(
        `There is no export format "xml"; there are ${EXPORT_FORMATS.map(({ name }) => name).join(', ')}.`,
      ),
    );
  });

  it('writes strict JSON on each line', async () => {
    const { texts } = await filesOf(history, 'jsonl');
    expect(
      texts[0]!
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      {
        run: 'relu',
        lr: 0.1,
        act: 'relu',
        slope: null,
        clip: 'Infinity',
        text: 'NaN',
        epoch: 1,
        dur: 2,
        loss: 0.5,
        loss_best: true,
        test_acc: 0.75,
      },
      {
        run: 'relu',
        lr: 0.1,
        act: 'relu',
        slope: null,
        clip: 'Infinity',
        text: 'NaN',
        epoch: 2,
        dur: 3,
        loss: 'NaN',
        loss_best: false,
        test_acc: 0.75,
      },
      { run: 'relu (2)', lr: -0, units: 64, epoch: 1, dur: 1, loss: null },
    ]);
  });

  it("writes skorch's list of epochs in Python's JSON, with the parameters in a second file", async () => {
    const { paths, texts, notes } = await filesOf(history, 'skorch');
    expect(paths).toEqual([
      'relu/history.json',
      'relu/params.json',
      'relu-2/history.json',
      'relu-2/params.json',
    ]);
    expect(texts[0]).toBe(
      '[{"batches": [], "epoch": 1, "dur": 2, "loss": 0.5, "loss_best": true}, ' +
        '{"batches": [], "epoch": 2, "dur": 3, "loss": NaN, "loss_best": false}]',
    );
    expect(texts[1]).toBe('{"lr": 0.1, "act": "relu", "slope": null, "clip": Infinity, "text": "NaN"}\n');
    expect(texts[3]).toBe('{"lr": -0.0, "units": 64}\n');
    expect(notes).toEqual([
      'Skipped: values of a whole run, such as a test score, which a skorch history cannot hold.',
    ]);
  });

  it('writes a single skorch history without a folder', async () => {
    expect((await filesOf(makeHistory(tanh), 'skorch')).paths).toEqual(['history.json', 'params.json']);
  });

  it('computes means, population deviations and shared ranks as scikit-learn does', async () => {
    const fold = (id: string, parent: string, index: number, score: number, time: number) =>
      makeRun(id, { parent, fold: index, summary: { fit_time: time, test_score: score } });
    const grid = makeHistory(
      makeRun('x', { parameters: { clf__act: 'relu' } }),
      ...[fold('x0', 'x', 0, 0.5, 1), fold('x1', 'x', 1, 1, 3)],
      makeRun('y', { parameters: { clf__act: 'leaky', slope: 0.01 } }),
      ...[fold('y0', 'y', 0, 0.75, 2), fold('y1', 'y', 1, 0.75, 2)],
      makeRun('z', { parameters: { clf__act: 'tanh' } }),
      ...[fold('z0', 'z', 0, NaN, 0), fold('z1', 'z', 1, 0.9, 0)],
    );
    const { texts } = await filesOf(grid, 'cv-results-csv');
    expect(texts[0]!.split('\r\n')).toEqual([
      ',mean_fit_time,std_fit_time,param_clf__act,param_slope,params,split0_test_score,split1_test_score,mean_test_score,std_test_score,rank_test_score',
      "0,2,1,relu,,{'clf__act': 'relu'},0.5,1,0.75,0.25,1",
      `1,2,0,leaky,0.01,"{'clf__act': 'leaky', 'slope': 0.01}",0.75,0.75,0.75,0,1`,
      "2,0,0,tanh,,{'clf__act': 'tanh'},nan,0.9,nan,nan,3",
      '',
    ]);
    expect((await filesOf(grid, 'cv-results')).texts[0]).toContain('"split0_test_score": [0.5, 0.75, NaN]');
  });

  it("keeps the scores of the trainer's grid search", async () => {
    const grid = readHistory(
      readFileSync(new URL('../../../fixtures/runs/mnist-grid.json', import.meta.url), 'utf8'),
    );
    const { texts } = await filesOf(grid, 'cv-results-records');
    const rows = JSON.parse(texts[0]!) as Record<string, unknown>[];
    const parents = grid.runs.filter(({ parent }) => parent === null);
    expect(
      rows.map((row) => [row['param_activation'], row['mean_test_score'], row['rank_test_score']]),
    ).toEqual(
      parents.map(({ parameters, summary }) => [
        parameters['activation'],
        summary['mean_test_score'],
        summary['rank_test_score'],
      ]),
    );
    expect(rows.map((row) => row['split1_test_score'])).toEqual(
      parents.map(({ summary }) => summary['split1_test_score']),
    );
  });

  it("writes the parameters of the trainer's runs that differ between candidates, unless they are those searched", async () => {
    const heddle = { format: 'heddle', file: null };
    const settings: Run['parameters'][] = [
      { activation: 'relu', lr: 0.01, note: NaN },
      { activation: 'leaky_relu', alpha: 0.01, lr: 0.01, note: NaN },
    ];
    const candidates = settings.flatMap((parameters, i) => {
      const id = String(i);
      const fold = { parent: id, fold: 0, source: heddle, summary: { test_score: 0.5 } };
      return [makeRun(id, { parameters, source: heddle }), makeRun(`${id}-0`, fold)];
    });
    const history = makeHistory(...candidates);
    const keysOf = async (isSearched: boolean) => {
      const { files } = await exportHistory(history, 'cv-results-records', 'x', { isSearched });
      const [row] = JSON.parse(String(files[0]!.content).replaceAll('NaN', 'null')) as object[];
      return [
        Object.keys(row!).filter((key) => key.startsWith('param_')),
        (row as { params: object }).params,
      ];
    };
    expect(await keysOf(false)).toEqual([['param_activation', 'param_alpha'], { activation: 'relu' }]);
    expect(await keysOf(true)).toEqual([
      ['param_activation', 'param_lr', 'param_note', 'param_alpha'],
      { activation: 'relu', lr: 0.01, note: null },
    ]);
  });

  it('uses the last epoch of folds without a score, with losses negated', async () => {
    const grid = makeHistory(
      makeRun('p'),
      makeRun('f', {
        parent: 'p',
        fold: 0,
        metrics: { train_loss: MIN, valid_acc: { direction: 'max' }, lr: { direction: 'none' } },
        records: makeRecords({ train_loss: 3 }, { train_loss: 2, valid_acc: 0.5, lr: 1 }),
      }),
    );
    const [row] = JSON.parse((await filesOf(grid, 'cv-results-records')).texts[0]!) as object[];
    expect(row).toEqual({
      params: {},
      ...{ split0_test_acc: 0.5, mean_test_acc: 0.5, std_test_acc: 0, rank_test_acc: 1 },
      ...{ split0_train_neg_loss: -2, mean_train_neg_loss: -2, std_train_neg_loss: 0 },
    });
  });

  it("defines every key of HiPlot's columns, and links the epochs of a run", async () => {
    const child = makeRun('c', {
      name: 'fork',
      parent: 'a',
      records: makeRecords({ loss: 1 }),
      metrics: { loss: MIN },
    });
    const { texts } = await filesOf(makeHistory(relu, { ...child, parameters: { uid: 7 } }), 'hiplot');
    const experiment = JSON.parse(texts[0]!.replaceAll(/: (NaN|Infinity)/g, ': "$1"')) as {
      parameters_definition: Record<string, { type: string; colors: object }>;
      datapoints: { uid: string; from_uid: string | null; values: object }[];
      colorby: string;
    };
    expect(experiment.datapoints.map(({ uid, from_uid }) => [uid, from_uid])).toEqual([
      ['a', null],
      ['a/2', 'a'],
      ['c', 'a/2'],
    ]);
    expect(experiment.datapoints[2]!.values).toEqual({
      run: 'fork',
      'uid (parameter)': 7,
      epoch: 1,
      loss: 1,
    });
    expect(experiment.colorby).toBe('loss');
    expect(experiment.parameters_definition['act']).toEqual({
      type: 'categorical',
      colors: { relu: 'rgb(15, 126, 194)' },
      ...{ colormap: null, force_value_min: null, force_value_max: null, label_css: '', label_html: null },
    });
    expect(experiment.parameters_definition['lr']!.type).toBe('numeric');
  });

  it.each(['../../etc/passwd', '..', 'con', 'a/b\\c', '', '.hidden', 'x'.repeat(300)])(
    'creates a safe path for the name %j',
    async (name) => {
      const { paths } = await filesOf(makeHistory({ ...relu, name }, { ...tanh, name }), 'skorch');
      for (const path of paths) {
        expect(path).toMatch(/^[\p{L}\p{N}_=,+()-][\p{L}\p{N}._=,+()-]{0,99}\/(?:history|params)\.json$/u);
      }
      expect(new Set(paths).size).toBe(4);
      expect(paths[0]).not.toMatch(/^con\//);
    },
  );

  it.each([
    ['skorch', makeHistory(makeRun('a')), 'No run has epochs, so there is no skorch history to write.'],
    ['cv-results', history, 'No run has folds, so there are no cv_results_ to write.'],
    ['hiplot', makeHistory(), 'The history has no rows, and HiPlot rejects an empty experiment.'],
    ['tensorboard', makeHistory(), 'The history has no runs, so there are no events to write.'],
  ])('states why there is nothing to write: %s', async (format, empty, sentence) => {
    await expect(exportHistory(empty, format)).rejects.toThrow(new ExportError(sentence));
  });
});
