import type { ConditionMask } from '../core/brush/filter.ts';
import { withDirection } from '../core/order/target.ts';
import type { PlotObjective } from '../view/plot-view.ts';
import type { OpacityTransfer } from '../core/raster/opacity-transfer.ts';
import { untrack } from 'svelte';
import type { Column, Table } from '../../history/index.ts';
import { findColumn } from '../core/rows/columns.ts';
import { AxesState } from './axes-state.svelte.ts';
import { ColorState } from './color-state.svelte.ts';
import { HighlightState } from './highlight-state.svelte.ts';
import { HostOptions } from './host-options.svelte.ts';
import { LinesState } from './lines-state.svelte.ts';
import { OrderState } from './order-state.svelte.ts';
import { SelectionState } from './selection-state.svelte.ts';
import { NamesState } from './names-state.ts';
import { ViewTimeline } from './view-timeline.svelte.ts';

/** A table without rows or columns. */
export const emptyTable: Table = {
  length: 0,
  columns: [],
  runIndex: new Uint32Array(0),
  recordIndex: new Int32Array(0),
};

/**
 * The state of a plot. Choices are kept by column name and in data units, so a new table (more epochs, other runs) does not
 * invalidate them; everything else is derived. It is independent of pixels: several plots and tables may share one state.
 *
 * Each part of the state is a separate class, which documents its members; this one composes them.
 */
export class PlotState {
  #given = $state.raw<Table>(emptyTable);
  /** Whether a picture has been drawn, or has failed. The plot on the page sets it: what can wait is loaded after it. */
  isDrawn = $state(false);
  /** How density is drawn; null while lines are drawn one by one. The plot on the page sets it for its legend. */
  density = $state.raw<OpacityTransfer | null>(null);
  /** What the embedding page determines. */
  readonly host = new HostOptions();
  readonly #timeline = new ViewTimeline();
  readonly #objective = $derived.by(() => this.#timeline.present.objective);
  readonly #table = $derived.by(() => withDirection(this.#given, this.#objective));
  readonly #axisState = new AxesState(this.#timeline, () => this.#table);
  readonly #selectionState = new SelectionState(
    this.#timeline,
    () => this.#axisState.shownTable,
    () => this.#table,
    (condition, table) => this.#conditionMask(condition, table),
  );
  readonly #lineState = new LinesState(this.#timeline, this.#axisState, this.#selectionState);
  readonly #colorState = new ColorState(this.#timeline, this.#axisState, () => this.#table, this.host);
  readonly #orderState = new OrderState(this.#axisState, this.#selectionState);
  readonly #namesState = new NamesState(() => this.#table);
  readonly #highlightState = new HighlightState(() => this.#table);

  readonly #conditionMask: ConditionMask;

  /** @param conditionMask evaluates conditions that brushes cannot express; without it they have no effect */
  constructor(table: Table = emptyTable, conditionMask: ConditionMask = () => null) {
    this.#given = table;
    this.#conditionMask = conditionMask;
    this.#colorState.remember(table);
  }

  /**
   * The shown rows. May be replaced at any time; must not be changed in place. Setting it inside an effect
   * does not make that effect depend on this state.
   */
  get table(): Table {
    return this.#table;
  }
  set table(table: Table) {
    const before = untrack(() => this.#given);
    this.#given = table;
    this.#colorState.remember(table);
    const key = untrack(() => this.host.safeRowKey);
    this.#selectionState.follow(before, table, key);
    this.#highlightState.follow(before, table, key);
  }

  // The view, and its steps to undo and redo.
  get canUndo(): ViewTimeline['canUndo'] {
    return this.#timeline.canUndo;
  }
  get canRedo(): ViewTimeline['canRedo'] {
    return this.#timeline.canRedo;
  }
  get viewPosition(): ViewTimeline['position'] {
    return this.#timeline.position;
  }
  /** Every setting of the view at present: a new setting can be read and changed here before it has members of its own. */
  get viewState(): ViewTimeline['present'] {
    return this.#timeline.present;
  }
  /** The column that a setting names; undefined for none, and for one that is not in the data. */
  columnOf(setting: 'facet' | 'weight'): Column | undefined {
    const name = this.viewState[setting];
    return name === undefined ? undefined : findColumn(this.#table, name);
  }
  readonly changeView: ViewTimeline['change'] = (...args) => this.#timeline.change(...args);
  get pageSettings(): ViewTimeline['page'] {
    return this.#timeline.page;
  }
  readonly changePageSettings: ViewTimeline['changePage'] = (...args) => this.#timeline.changePage(...args);
  get gesture(): ViewTimeline['gesture'] {
    return this.#timeline.gesture;
  }
  get view(): ViewTimeline['view'] {
    return this.#timeline.view;
  }
  readonly undo: ViewTimeline['undo'] = (...args) => this.#timeline.undo(...args);
  readonly redo: ViewTimeline['redo'] = (...args) => this.#timeline.redo(...args);
  readonly endGesture: ViewTimeline['endGesture'] = (...args) => this.#timeline.endGesture(...args);
  readonly cancelGesture: ViewTimeline['cancelGesture'] = (...args) => this.#timeline.cancelGesture(...args);
  readonly applyView: ViewTimeline['apply'] = (...args) => this.#timeline.apply(...args);
  readonly amendView: ViewTimeline['amend'] = (...args) => this.#timeline.amend(...args);

  // The axes, their order and their scales.
  get shownTable(): AxesState['shownTable'] {
    return this.#axisState.shownTable;
  }
  get shownColumns(): AxesState['shownColumns'] {
    return this.#axisState.shownColumns;
  }
  /** The chosen objective; undefined if it is inferred. */
  get objective(): PlotObjective | undefined {
    return this.#objective;
  }
  setObjective(objective: PlotObjective | undefined): void {
    this.#timeline.change({ objective });
  }
  get target(): AxesState['target'] {
    return this.#axisState.target;
  }
  get axes(): AxesState['visible'] {
    return this.#axisState.visible;
  }
  get hiddenAxes(): AxesState['hidden'] {
    return this.#axisState.hidden;
  }
  get maxAxes(): AxesState['maxAxes'] {
    return this.#axisState.maxAxes;
  }
  set maxAxes(value: AxesState['maxAxes']) {
    this.#axisState.maxAxes = value;
  }
  set fixedClasses(value: ColorState['fixed']) {
    this.#colorState.fixed = value;
  }
  readonly showVarying: AxesState['showVarying'] = (...args) => this.#axisState.showVarying(...args);
  readonly setAxes: AxesState['setAxes'] = (...args) => this.#axisState.setAxes(...args);
  readonly moveAxis: AxesState['moveAxis'] = (...args) => this.#axisState.moveAxis(...args);
  readonly orderAxes: AxesState['orderAxes'] = (...args) => this.#axisState.orderAxes(...args);
  readonly resetOrder: AxesState['resetOrder'] = (...args) => this.#axisState.resetOrder(...args);
  readonly hideAxis: AxesState['hideAxis'] = (...args) => this.#axisState.hideAxis(...args);
  readonly hideAxes: AxesState['hideAxes'] = (...args) => this.#axisState.hideAxes(...args);
  readonly showAxis: AxesState['showAxis'] = (...args) => this.#axisState.showAxis(...args);
  readonly showAxes: AxesState['showAxes'] = (...args) => this.#axisState.showAxes(...args);
  get inverted(): AxesState['inverted'] {
    return this.#axisState.inverted;
  }
  readonly toggleInverted: AxesState['toggleInverted'] = (...args) => this.#axisState.toggleInverted(...args);
  get scales(): AxesState['scales'] {
    return this.#axisState.scales;
  }
  readonly setScale: AxesState['setScale'] = (...args) => this.#axisState.setScale(...args);
  readonly toggleLog: AxesState['toggleLog'] = (...args) => this.#axisState.toggleLog(...args);
  get domains(): AxesState['domains'] {
    return this.#axisState.domains;
  }
  get limits(): AxesState['limits'] {
    return this.#axisState.limits;
  }
  get extents(): AxesState['extents'] {
    return this.#axisState.extents;
  }
  set extents(value: AxesState['extents']) {
    this.#axisState.extents = value;
  }
  readonly fixDomain: AxesState['fixDomain'] = (...args) => this.#axisState.fixDomain(...args);
  get categoryOrders(): AxesState['categoryOrders'] {
    return this.#axisState.categoryOrders;
  }
  readonly orderCategories: AxesState['orderCategories'] = (...args) =>
    this.#axisState.orderCategories(...args);

  // The selected rows.
  get isDrawingAngles(): SelectionState['isDrawingAngles'] {
    return this.#selectionState.isDrawingAngles;
  }
  set isDrawingAngles(value: SelectionState['isDrawingAngles']) {
    this.#selectionState.isDrawingAngles = value;
  }
  get brushes(): SelectionState['brushes'] {
    return this.#selectionState.brushes;
  }
  readonly setBrush: SelectionState['setBrush'] = (...args) => this.#selectionState.setBrush(...args);
  readonly setRanges: SelectionState['setRanges'] = (...args) => this.#selectionState.setRanges(...args);
  readonly toggleValue: SelectionState['toggleValue'] = (...args) =>
    this.#selectionState.toggleValue(...args);
  get negated(): SelectionState['negated'] {
    return this.#selectionState.negated;
  }
  readonly toggleNegated: SelectionState['toggleNegated'] = (...args) =>
    this.#selectionState.toggleNegated(...args);
  get angles(): SelectionState['angles'] {
    return this.#selectionState.angles;
  }
  readonly setAngle: SelectionState['setAngle'] = (...args) => this.#selectionState.setAngle(...args);
  readonly removeAngle: SelectionState['removeAngle'] = (...args) =>
    this.#selectionState.removeAngle(...args);
  get isBrushed(): SelectionState['isBrushed'] {
    return this.#selectionState.isBrushed;
  }
  get brushCount(): SelectionState['brushCount'] {
    return this.#selectionState.brushCount;
  }
  get condition(): SelectionState['condition'] {
    return this.#selectionState.condition;
  }
  get filter(): SelectionState['filter'] {
    return this.#selectionState.filter;
  }
  readonly setFilter: SelectionState['setFilter'] = (...args) => this.#selectionState.setFilter(...args);
  readonly clearBrushes: SelectionState['clearBrushes'] = (...args) =>
    this.#selectionState.clearBrushes(...args);
  get combine(): SelectionState['combine'] {
    return this.#selectionState.combine;
  }
  readonly setCombine: SelectionState['setCombine'] = (...args) => this.#selectionState.setCombine(...args);
  readonly keep: SelectionState['keep'] = (...args) => this.#selectionState.keep(...args);
  readonly exclude: SelectionState['exclude'] = (...args) => this.#selectionState.exclude(...args);
  readonly restore: SelectionState['restore'] = (...args) => this.#selectionState.restore(...args);
  get setAsideCount(): SelectionState['setAsideCount'] {
    return this.#selectionState.setAsideCount;
  }
  readonly pickRows: SelectionState['pickRows'] = (...args) => this.#selectionState.pickRows(...args);
  readonly hideRows: SelectionState['hideRows'] = (...args) => this.#selectionState.hideRows(...args);
  get rows(): SelectionState['rows'] {
    return this.#selectionState.rows;
  }
  get selection(): SelectionState['selected'] {
    return this.#selectionState.selected;
  }
  get selectedCount(): SelectionState['selectedCount'] {
    return this.#selectionState.selectedCount;
  }
  get total(): SelectionState['total'] {
    return this.#selectionState.total;
  }

  // The style of lines, and the highlighted ones.
  get overlays(): LinesState['overlays'] {
    return this.#lineState.overlays;
  }
  readonly toggleOverlay: LinesState['toggleOverlay'] = (...args) => this.#lineState.toggleOverlay(...args);
  get bands(): LinesState['bands'] {
    return this.#lineState.bands;
  }
  readonly setBands: LinesState['setBands'] = (...args) => this.#lineState.setBands(...args);
  get lines(): LinesState['style'] {
    return this.#lineState.style;
  }
  readonly setLines: LinesState['setStyle'] = (...args) => this.#lineState.setStyle(...args);
  get best(): LinesState['best'] {
    return this.#lineState.best;
  }
  readonly setBest: LinesState['setBest'] = (...args) => this.#lineState.setBest(...args);
  get bestBy(): LinesState['bestBy'] {
    return this.#lineState.bestBy;
  }
  get front(): LinesState['front'] {
    return this.#lineState.front;
  }

  // Colours.
  get colorBy(): ColorState['by'] {
    return this.#colorState.by;
  }
  readonly setColorBy: ColorState['setBy'] = (...args) => this.#colorState.setBy(...args);
  get palette(): ColorState['palette'] {
    return this.#colorState.palette;
  }
  readonly setPalette: ColorState['setPalette'] = (...args) => this.#colorState.setPalette(...args);
  get colorScale(): ColorState['scale'] {
    return this.#colorState.scale;
  }
  readonly rowColor: ColorState['rowColor'] = (...args) => this.#colorState.rowColor(...args);
  get legend(): ColorState['legend'] {
    return this.#colorState.legend;
  }

  // Orders of axes computed from the rows.
  get reasons(): OrderState['reasons'] {
    return this.#orderState.reasons;
  }
  readonly orderByAssociation: OrderState['orderByAssociation'] = (...args) =>
    this.#orderState.orderByAssociation(...args);
  readonly orderByImportance: OrderState['orderByImportance'] = (...args) =>
    this.#orderState.orderByImportance(...args);
  readonly orderByCrossings: OrderState['orderByCrossings'] = (...args) =>
    this.#orderState.orderByCrossings(...args);

  // Names of rows.
  readonly rowName: NamesState['rowName'] = (...args) => this.#namesState.rowName(...args);
  readonly nameAmong: NamesState['nameAmong'] = (...args) => this.#namesState.nameAmong(...args);

  // Highlighted rows.
  get hovered(): HighlightState['hovered'] {
    return this.#highlightState.hovered;
  }
  set hovered(value: HighlightState['hovered']) {
    this.#highlightState.hovered = value;
  }
  get pinned(): HighlightState['pinned'] {
    return this.#highlightState.pinned;
  }
  readonly pin: HighlightState['pin'] = (...args) => this.#highlightState.pin(...args);
  readonly togglePin: HighlightState['togglePin'] = (...args) => this.#highlightState.togglePin(...args);
  readonly clearPins: HighlightState['clearPins'] = (...args) => this.#highlightState.clearPins(...args);
}
