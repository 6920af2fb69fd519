using System.Text.Json;

namespace SharedImages.Benchmarks;

/// <summary>What one writes who only wants the images: HTTP and source-generated JSON, straight from the stream. Nothing is signed, checked or bounded.</summary>
internal sealed class BareClient(Uri endpoint) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler());
    private readonly Uri address = new(endpoint, "?PageNumber=1&PageSize=100&RegionId=cn-shanghai&Status=ALL");

    public async Task<int> DescribeImagesAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent([]) };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var answer = await JsonSerializer.DeserializeAsync(stream, BareJson.Default.BareAnswer);
        return answer!.Images!.Image!.Count;
    }

    public void Dispose() => http.Dispose();
}
