namespace Ocw.Nde.Rdf.Formats.RdfXml;

/// <summary>Fills every read as far as the input goes: XmlReader miscounts columns when a stream gives a few bytes at a time, as networks do.</summary>
internal sealed class FullReads(Stream input) : ReadOnlySequentialStream
{
    public override int Read(Span<byte> buffer) => input.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
}
