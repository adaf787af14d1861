namespace Ocw.Nde.Mapping.Splitting;
/// <summary>x</summary>
public sealed class RdfRecordSplitter(Ocw.Nde.Store.Sources.IQuadSource s, MappingProfile p) {
/// <summary>x</summary>
 public IEnumerable<SourceRecord> Split(CancellationToken c) { _ = s; _ = p; yield break; } }
